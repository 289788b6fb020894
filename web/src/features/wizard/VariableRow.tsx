import { Autocomplete, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import type { I18nKey } from '../../lib/i18n'
import { MediaField } from './MediaField'
import type { Mapping, Slot } from './queries'
import { isMedia } from './variables'
import classes from './Wizard.module.css'

interface Props {
  slot: Slot
  mapping?: Mapping
  attributes: Schemas['TagBookAttributeView'][]
  onChange: (mapping: Mapping | undefined) => void
}

const fields = { name: 'wizard.message.field.name', number: 'wizard.message.field.number', language: 'wizard.message.field.language' } as const satisfies Record<string, I18nKey>

/** Where one value comes from. A change of the source keeps the fallback. */
export function VariableRow({ slot, mapping, attributes, onChange }: Props) {
  const { t } = useTranslation()
  if (isMedia(slot)) return <MediaField slot={slot} value={mapping?.text} onChange={text => onChange(text ? { text } : undefined)} />
  const source = mapping?.field ?? (mapping?.attribute !== undefined ? 'attribute' : mapping?.text !== undefined ? 'text' : '')
  const fallback = mapping?.fallback
  const choose = (chosen: string) => {
    if (chosen === '') onChange(undefined)
    else if (chosen === 'text') onChange({ text: '' })
    else if (chosen === 'attribute') onChange({ attribute: '', fallback })
    else onChange({ field: chosen, fallback })
  }
  return (
    <fieldset className={classes.variable}>
      <legend>
        <bdi className={classes.code}>{slot.label}</bdi>
      </legend>
      <NativeSelect
        label={t('wizard.message.source')}
        value={source}
        onChange={event => choose(event.currentTarget.value)}
        data={[
          { value: '', label: t('wizard.message.chooseSource') },
          ...Object.entries(fields).map(([value, label]) => ({ value, label: t(label) })),
          { value: 'attribute', label: t('wizard.message.field.attribute') },
          { value: 'text', label: t('wizard.message.field.text') },
        ]}
      />
      {source === 'attribute' && (
        <Autocomplete
          label={t('wizard.message.attribute')}
          placeholder={attributes[0]?.name}
          data={attributes.map(one => one.name)}
          value={mapping?.attribute ?? ''}
          onChange={attribute => onChange({ attribute, fallback })}
        />
      )}
      {source === 'text' && <TextInput label={t('wizard.message.text')} value={mapping?.text ?? ''} onChange={event => onChange({ text: event.currentTarget.value })} />}
      {source !== '' && source !== 'text' && (
        <TextInput
          label={t('wizard.message.fallback')}
          placeholder={t('wizard.message.fallbackHint')}
          value={fallback ?? ''}
          onChange={event => onChange({ ...mapping, fallback: event.currentTarget.value || undefined })}
        />
      )}
    </fieldset>
  )
}
