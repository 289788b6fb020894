import { ActionIcon, Textarea } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconSend } from '../icons'
import type { Conversation } from '../queries'
import classes from './Composer.module.css'
import { useDraft } from './drafts'
import { sendsBy } from './enter'
import { sendNote } from './outbox'

/** For colleagues; the person never sees it. */
export function NoteBox({ conversation, focus }: { conversation: Conversation; focus: number }) {
  const { t } = useTranslation()
  const [text, setText] = useDraft(conversation.id, 'note')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (focus > 0) field.current?.focus()
  }, [focus])
  const add = () => {
    const body = text.trim()
    if (!body) return
    setText('')
    void sendNote(conversation.id, body)
  }
  return (
    <div className={classes.box}>
      <Textarea
        ref={field}
        className={classes.text}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={4096}
        dir="auto"
        aria-label={t('inbox.writeNote')}
        placeholder={t('inbox.writeNote')}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
        onKeyDown={event => {
          if (!sendsBy(event)) return
          event.preventDefault()
          add()
        }}
      />
      <ActionIcon size={40} color="yellow.9" aria-label={t('inbox.addNote')} disabled={!text.trim()} onClick={add}>
        <IconSend size={20} className={classes.mirrored} />
      </ActionIcon>
    </div>
  )
}
