import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { ImportPanel } from './ImportPanel'

interface Props {
  onClose: () => void
  /** Told when the import is over: of whom it was, the tags tell. */
  onImported?: (jobId: string, tags: string[]) => void
  /** Given to everybody in the file, beside those that are chosen here. */
  tags?: string[]
}

export function ImportDialog({ onClose, onImported, tags }: Props) {
  const { t } = useTranslation()
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  return (
    <Modal opened onClose={onClose} size={900} fullScreen={isPhone} title={t('import.title')} closeButtonProps={{ 'aria-label': t('action.close') }} closeOnClickOutside={false}>
      <ImportPanel tags={tags} onImported={onImported} onClose={onClose} />
    </Modal>
  )
}
