import { JsonInput, NumberInput, Switch, TagsInput, TextInput } from '@mantine/core'
import classes from './Settings.module.css'
import { TextsInput } from './TextsInput'
import { isByLanguage } from './words'

interface Props {
  label: string
  hint: string
  defaultValue: unknown
  value: unknown
  disabled: boolean
  error: string | undefined
  onChange: (value: unknown) => void
}

/** The input that fits a setting's kind of value. */
export function SettingInput({ label, hint, defaultValue, value, disabled, error, onChange }: Props) {
  const common = { label, description: hint, disabled, error }
  if (typeof defaultValue === 'boolean')
    return (
      <Switch
        {...common}
        classNames={{ body: classes.switch, description: classes.switchHint }}
        checked={value === true}
        onChange={event => onChange(event.currentTarget.checked)}
        labelPosition="left"
      />
    )
  if (typeof defaultValue === 'number')
    return <NumberInput {...common} maw="22rem" min={0} allowDecimal={false} value={value as number} onChange={next => onChange(typeof next === 'number' ? next : 0)} />
  if (Array.isArray(defaultValue))
    return <TagsInput {...common} value={value as string[]} onChange={onChange} acceptValueOnBlur splitChars={[',', ';']} dir="auto" />
  if (typeof defaultValue === 'string')
    return <TextInput {...common} maw="22rem" dir="auto" value={value as string} onChange={event => onChange(event.currentTarget.value)} />
  if (isByLanguage(defaultValue)) return <TextsInput {...common} value={value as Record<string, string>} onChange={onChange} />
  return <Structure {...common} value={value} onChange={onChange} />
}

interface StructureProps extends Pick<Props, 'label' | 'disabled' | 'error' | 'value' | 'onChange'> {
  description: string
}

/** Of a server that is newer than this page. */
function Structure({ value, onChange, ...common }: StructureProps) {
  const write = (text: string) => {
    try {
      onChange(JSON.parse(text))
    } catch {
      // not JSON yet: the input says so itself
    }
  }
  return <JsonInput {...common} rows={6} dir="ltr" formatOnBlur defaultValue={JSON.stringify(value, null, 2)} onChange={write} />
}
