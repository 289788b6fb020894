import { ActionIcon, Autocomplete, Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { IconClose } from '../../ui/icons'
import classes from './Contacts.module.css'
import type { Draft } from './draft'
import { attributesQuery } from './queries'

const MOST = 50

interface Props {
  value: Draft['attributes']
  onChange: (value: Draft['attributes']) => void
}

export function AttributeFields({ value, onChange }: Props) {
  const { t } = useTranslation()
  const known = useQuery(attributesQuery).data ?? []
  const set = (index: number, pair: [string, string]) => onChange(value.map((one, n) => (n === index ? pair : one)))
  return (
    <fieldset className={classes.attributes}>
      <legend>{t('contact.attributes')}</legend>
      {value.map(([name, text], index) => (
        // the place is what they are known by while a name is being typed
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={classes.attribute}>
          <Autocomplete aria-label={t('filter.attributeName')} placeholder={t('filter.attributeName')} data={known.map(one => one.name)} value={name} onChange={next => set(index, [next, text])} />
          <TextInput aria-label={t('filter.value')} placeholder={t('filter.value')} maxLength={1024} value={text} onChange={event => set(index, [name, event.currentTarget.value])} />
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('contact.removeAttribute', { name })} onClick={() => onChange(value.filter((_, n) => n !== index))}>
            <IconClose size={18} />
          </ActionIcon>
        </div>
      ))}
      {value.length < MOST && (
        <Button size="xs" variant="light" onClick={() => onChange([...value, ['', '']])}>
          {t('contact.addAttribute')}
        </Button>
      )}
    </fieldset>
  )
}
