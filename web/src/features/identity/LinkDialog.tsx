import { Button, Group, Modal, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { formatDateTime } from '../../lib/format'
import { CopyField } from '../../ui/CopyField'

interface Props {
  title: string
  hint: string
  link: Schemas['Link']
  onClose: () => void
}

/** A one-time link, shown this once. */
export function LinkDialog({ title, hint, link, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Text size="sm" mb="md">
        {hint}
      </Text>
      <CopyField label={t('link.link')} value={link.url} hint={t('link.until', { at: formatDateTime(link.expiresAt) })} />
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>{t('action.done')}</Button>
      </Group>
    </Modal>
  )
}
