import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconDownload } from '../../../ui/icons'
import classes from './Content.module.css'

interface Props {
  address: string
  name: string
  label: string
  onClose: () => void
}

/** A picture as large as the window allows. */
export default function Lightbox({ address, name, label, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} size="xl" title={<bdi>{label}</bdi>} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <img className={classes.large} src={address} alt={label} />
      <Button component="a" href={address} download={name} variant="default" leftSection={<IconDownload size={18} />} mt="sm">
        {t('inbox.download')}
      </Button>
    </Modal>
  )
}
