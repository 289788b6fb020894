import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { ActionIcon, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconDelete, IconGrip } from '../icons'
import classes from './Builder.module.css'
import { buttonLabel, isButtonType } from './buttonWords'
import { type ButtonDraft, variablesOf } from './draft'
import { LONGEST } from './limits'
import { Counter, RemarkList } from './parts'

interface Props {
  button: ButtonDraft
  /** From 1. */
  place: number
  remarks: string[] | undefined
  onChange: (change: Partial<ButtonDraft>) => void
  onRemove: () => void
}

export function ButtonRow({ button, place, remarks, onChange, onRemove }: Props) {
  const { t } = useTranslation()
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id: button.key })
  const kind = isButtonType(button.type) ? t(buttonLabel[button.type]) : button.type
  return (
    <li
      ref={setNodeRef}
      className={classes.button}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      data-dragging={isDragging || undefined}
      aria-label={t('builder.buttonAt', { place, kind })}
    >
      <button type="button" className={classes.grip} {...attributes} {...listeners} aria-label={t('builder.move', { place })}>
        <IconGrip size={18} aria-hidden />
      </button>
      <div className={classes.fields}>
        <span className={classes.kind}>{kind}</span>
        <div className={classes.row}>
          <Fields button={button} onChange={onChange} />
        </div>
        <RemarkList remarks={remarks} />
      </div>
      <ActionIcon variant="subtle" color="gray" aria-label={t('builder.removeButton', { place })} onClick={onRemove}>
        <IconDelete size={18} />
      </ActionIcon>
    </li>
  )
}

function Fields({ button, onChange }: Pick<Props, 'button' | 'onChange'>) {
  const { t } = useTranslation()
  const field = (name: 'text' | 'url' | 'example' | 'number' | 'flow', label: string, most?: number, dir: 'auto' | 'ltr' = 'auto') => (
    <TextInput
      size="sm"
      label={
        <span className={classes.labelled}>
          {label} {most && <Counter text={button[name]} most={most} />}
        </span>
      }
      labelProps={{ style: { display: 'block' } }}
      dir={dir}
      value={button[name]}
      onChange={event => onChange({ [name]: event.currentTarget.value })}
    />
  )
  if (button.type === 'COPY_CODE') return field('example', t('builder.field.code'), LONGEST.code)
  return (
    <>
      {field('text', t('builder.field.label'), LONGEST.label)}
      {button.type === 'URL' && field('url', t('builder.field.url', { variable: '{{1}}' }), undefined, 'ltr')}
      {button.type === 'URL' && variablesOf(button.url).length > 0 && field('example', t('builder.field.urlExample'), undefined, 'ltr')}
      {button.type === 'PHONE_NUMBER' && field('number', t('builder.field.phone'), LONGEST.number, 'ltr')}
      {button.type === 'FLOW' && field('flow', t('builder.field.flow'), undefined, 'ltr')}
    </>
  )
}
