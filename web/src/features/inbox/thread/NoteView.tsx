import { ActionIcon, Button, Group, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../../api/client'
import { useMay, useMe } from '../../../api/me'
import { WhatsAppText } from '../../../ui/WhatsAppText'
import { refused } from '../../../ui/toasts'
import { undoable } from '../../../ui/undo'
import { sendNote } from '../composer/outbox'
import { IconClose, IconEdit, IconNote } from '../icons'
import { changeNote, deleteNote, type Item, threadKey } from '../queries'
import { timeOf } from '../when'
import classes from './Bubble.module.css'
import content from './Content.module.css'

interface Props {
  note: Schemas['ThreadNote']
  item: Item
  conversation: string
}

/** What users say to each other; never sent. */
export function NoteView({ note, item, conversation }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const queries = useQueryClient()
  const again = () => queries.invalidateQueries({ queryKey: threadKey(conversation) })
  const remove = useMutation({
    mutationFn: () => deleteNote(conversation, item.id),
    onSuccess: () => undoable(t('inbox.noteDeleted'), () => void sendNote(conversation, note.body)),
    onError: refused,
    onSettled: again,
  })
  const mine = note.authorId === me.id && may('MANAGE_CONVERSATIONS')
  return (
    <div className={classes.line} data-out>
      <div className={classes.bubble} data-note>
        <span className={classes.noteHead}>
          <IconNote size={14} aria-hidden />
          <strong>{t('inbox.noteBy', { name: note.authorName ?? t('inbox.somebody') })}</strong>
          {mine && !editing && (
            <span className={classes.noteTools}>
              <ActionIcon size={28} variant="subtle" color="gray" aria-label={t('inbox.noteEdit')} onClick={() => setEditing(true)}>
                <IconEdit size={14} />
              </ActionIcon>
              <ActionIcon size={28} variant="subtle" color="gray" aria-label={t('inbox.noteDelete')} loading={remove.isPending} onClick={() => remove.mutate()}>
                <IconClose size={14} />
              </ActionIcon>
            </span>
          )}
        </span>
        {editing ? (
          <Editor note={note} item={item} conversation={conversation} onDone={() => void again().then(() => setEditing(false))} onCancel={() => setEditing(false)} />
        ) : (
          <p className={content.words} dir="auto">
            <WhatsAppText text={note.body} />
          </p>
        )}
        <span className={classes.foot}>
          {note.editedAt && <span>{t('inbox.edited')}</span>}
          <time dateTime={item.at}>{timeOf(item.at)}</time>
        </span>
      </div>
    </div>
  )
}

function Editor({ note, item, conversation, onDone, onCancel }: Props & { onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation()
  const [body, setBody] = useState(note.body)
  // the version that was shown, also when a colleague changes it meanwhile
  const [version] = useState(note.version)
  const save = useMutation({ mutationFn: () => changeNote(conversation, item.id, body.trim(), version), onSuccess: onDone, onError: refused })
  return (
    <>
      <Textarea autosize minRows={2} maxLength={4096} aria-label={t('inbox.noteEdit')} value={body} onChange={event => setBody(event.currentTarget.value)} data-autofocus />
      <Group gap={6} mt={6}>
        <Button size="compact-sm" disabled={!body.trim()} loading={save.isPending} onClick={() => save.mutate()}>
          {t('inbox.save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t('action.back')}
        </Button>
      </Group>
    </>
  )
}
