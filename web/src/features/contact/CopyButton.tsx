import { ActionIcon } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { IconCheck, IconCopy } from '../../ui/icons'

export function CopyButton({ value }: { value: string }) {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 2000 })
  return (
    <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t(clipboard.copied ? 'action.copied' : 'action.copy')} onClick={() => clipboard.copy(value)}>
      {clipboard.copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
    </ActionIcon>
  )
}
