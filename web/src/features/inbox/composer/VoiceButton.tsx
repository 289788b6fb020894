import { ActionIcon } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { refused } from '../../../ui/toasts'
import { IconClose, IconMicrophone, IconSend, IconStop } from '../icons'
import classes from './Composer.module.css'
import { recordable, useRecorder } from './recorder'

/** Records a voice message, where this browser makes a file that WhatsApp takes; elsewhere there is no button. */
export function VoiceButton({ onVoice }: { onVoice: (file: File, asVoice: boolean) => void }) {
  const { t } = useTranslation()
  const recorder = useRecorder()
  const format = recordable
  if (!format) return null
  if (recorder.state !== 'recording')
    return (
      <ActionIcon variant="subtle" color="gray" size={40} aria-label={t('inbox.record')} loading={recorder.state === 'asking'} onClick={() => void recorder.start()}>
        <IconMicrophone size={22} />
      </ActionIcon>
    )
  return (
    <span className={classes.recording}>
      <IconStop size={16} className={classes.red} aria-hidden />
      <span role="timer" aria-label={t('inbox.recording')}>
        {`${Math.floor(recorder.seconds / 60)}:${String(recorder.seconds % 60).padStart(2, '0')}`}
      </span>
      <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('inbox.discard')} onClick={recorder.discard}>
        <IconClose size={20} />
      </ActionIcon>
      <ActionIcon size={36} aria-label={t('inbox.sendVoice')} onClick={() => void recorder.finish().then(file => file && onVoice(file, format.voice), refused)}>
        <IconSend size={18} />
      </ActionIcon>
    </span>
  )
}
