import { ActionIcon, Textarea } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../../lib/keys'
import { IconAttach, IconSend } from '../icons'
import type { Conversation, Item } from '../queries'
import { CannedList, useCanned } from './Canned'
import classes from './Composer.module.css'
import { useDraft } from './drafts'
import { EmojiButton } from './EmojiButton'
import { sendsBy } from './enter'
import { FilesToSend, useDropped, type useFiles } from './Files'
import { ACCEPTED } from './limits'
import { sendFile, sendMessage } from './outbox'
import { QuoteToSend } from './QuoteToSend'
import { useTyping } from './useTyping'
import { VoiceButton } from './VoiceButton'

interface Props {
  conversation: Conversation
  quoted?: Item
  onQuoted: (item: Item | undefined) => void
  files: ReturnType<typeof useFiles>
  /** Counts up when the box is to be written in. */
  focus: number
}

const LONGEST = 4096
const LONGEST_CAPTION = 1024

/** Words with WhatsApp's marks, files, and what helps to write them. */
export function ReplyBox({ conversation, files, quoted, onQuoted, focus }: Props) {
  const { t } = useTranslation()
  const { id } = conversation
  const [text, setText] = useDraft(id, 'reply')
  const field = useRef<HTMLTextAreaElement>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const canned = useCanned(text, conversation, setText)
  const typing = useTyping(id)
  const dropping = useDropped(files.add)
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  useKeys([{ keys: 'alt+A', label: 'inbox.key.attach', run: () => chooser.current?.click() }])
  useEffect(() => {
    if (quoted || focus > 0) field.current?.focus()
  }, [quoted, focus])

  const [first] = files.chosen
  const caption = first && files.chosen.length === 1 && first.kind !== 'audio' && first.kind !== 'sticker'
  const longest = caption ? LONGEST_CAPTION : LONGEST
  const body = text.trim()
  const empty = !body && files.chosen.length === 0
  const send = () => {
    if (empty || [...body].length > longest) return
    const replyTo = quoted?.id
    files.chosen.forEach((one, n) => void sendFile(id, { ...one, caption: caption ? body || undefined : undefined, replyTo: n === 0 ? replyTo : undefined }))
    if (body && !caption) {
      const alone = files.chosen.length === 0
      void sendMessage(id, { type: 'text', text: body }, { text: { body, previewUrl: /https?:\/\//.test(body) || undefined }, replyTo: alone ? replyTo : undefined })
    }
    setText('')
    files.clear()
    onQuoted(undefined)
  }
  const keys = (event: KeyboardEvent) => {
    if (canned.takes(event)) return
    if (event.key === 'Escape' && quoted) return onQuoted(undefined)
    if (!sendsBy(event)) return
    event.preventDefault()
    send()
  }
  const paste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files]
    if (pasted.length === 0) return
    event.preventDefault()
    files.add(pasted)
  }
  const insert = (words: string) => {
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {}
    setText(text.slice(0, selectionStart) + words + text.slice(selectionEnd))
    field.current?.focus()
  }
  return (
    <div {...dropping.handlers} className={classes.reply} data-dropping={dropping.over || undefined}>
      {quoted && <QuoteToSend item={quoted} onDrop={() => onQuoted(undefined)} />}
      <FilesToSend files={files} />
      <CannedList canned={canned} />
      <div className={classes.box}>
        <EmojiButton onEmoji={insert} />
        <ActionIcon variant="subtle" color="gray" size={40} aria-label={t('inbox.attach')} onClick={() => chooser.current?.click()}>
          <IconAttach size={22} />
        </ActionIcon>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          accept={ACCEPTED}
          onChange={event => {
            files.add([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
        <Textarea
          ref={field}
          className={classes.text}
          autosize
          minRows={1}
          maxRows={8}
          dir="auto"
          aria-label={t(caption ? 'inbox.caption' : 'inbox.write')}
          placeholder={t(caption ? 'inbox.caption' : narrow ? 'inbox.write' : 'inbox.writeHint')}
          error={[...body].length > longest ? t('rule.longest', { n: longest }) : undefined}
          value={text}
          onChange={event => {
            setText(event.currentTarget.value)
            typing(event.currentTarget.value)
          }}
          onKeyDown={keys}
          onPaste={paste}
          {...canned.field}
        />
        {empty ? <VoiceButton onVoice={(file, voice) => void sendFile(id, { file, kind: 'audio', voice: voice || undefined, replyTo: quoted?.id })} /> : null}
        <ActionIcon size={40} aria-label={t('inbox.send')} disabled={empty} onClick={send}>
          <IconSend size={20} className={classes.mirrored} />
        </ActionIcon>
      </div>
    </div>
  )
}
