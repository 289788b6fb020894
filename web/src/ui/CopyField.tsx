import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { IconCheck, IconCopy } from './icons'

interface Props {
  label: string
  value: string
  hint?: string
}

/** Something that is shown once and passed on. */
export function CopyField({ label, value, hint }: Props) {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 2000 })
  const words = clipboard.copied ? t('action.copied') : t('action.copy')
  return (
    <TextInput
      label={label}
      description={hint}
      value={value}
      readOnly
      dir="ltr"
      onFocus={event => event.currentTarget.select()}
      rightSection={
        <Tooltip label={words}>
          <ActionIcon variant="light" aria-label={words} onClick={() => clipboard.copy(value)}>
            {clipboard.copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
          </ActionIcon>
        </Tooltip>
      }
    />
  )
}
