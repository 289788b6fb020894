import { Button, Group, Popover, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconVariable } from '../icons'

/** Of a name, not of a language. */
const EXAMPLE = 'first_name'

interface Props {
  named: boolean
  /** Those that the text has. */
  known: string[]
  /** @param variable with its braces */
  onAdd: (variable: string) => void
}

/** Numbers follow one another by themselves; a name is asked for. */
export function VariableButton({ named, known, onAdd }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const look = { size: 'compact-sm', variant: 'light', leftSection: <IconVariable size={16} /> } as const
  if (!named)
    return (
      <Button {...look} onClick={() => onAdd(`{{${known.length + 1}}}`)}>
        {t('builder.addVariable')}
      </Button>
    )
  const good = /^[a-z_][a-z0-9_]*$/.test(name)
  const add = () => {
    if (!good) return
    onAdd(`{{${name}}}`)
    setName('')
    setOpen(false)
  }
  return (
    <Popover opened={open} onChange={setOpen} trapFocus position="bottom-start" returnFocus={false}>
      <Popover.Target>
        <Button {...look} onClick={() => setOpen(!open)}>
          {t('builder.addVariable')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('builder.addVariable')}>
        <Group gap="xs" align="flex-end">
          <TextInput
            label={t('builder.variableName')}
            placeholder={EXAMPLE}
            value={name}
            error={name && !good ? t('builder.variableNameRule') : undefined}
            onChange={event => setName(event.currentTarget.value.toLowerCase().replaceAll(' ', '_'))}
            onKeyDown={event => {
              if (event.key === 'Enter') {
                event.preventDefault()
                add()
              }
            }}
          />
          <Button disabled={!good} title={good ? undefined : t('builder.variableNameRule')} onClick={add}>
            {t('builder.insert')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}
