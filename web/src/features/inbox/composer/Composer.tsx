import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../api/me'
import { useKeys } from '../../../lib/keys'
import type { Conversation, Item } from '../queries'
import classes from './Composer.module.css'
import { useFiles } from './Files'
import { NoteBox } from './NoteBox'
import { ReplyBox } from './ReplyBox'
import { TemplatePicker } from './TemplatePicker'

export type Mode = 'reply' | 'template' | 'note'

interface Props {
  conversation: Conversation
  windowOpen: boolean
  quoted?: Item
  onQuoted: (item: Item | undefined) => void
}

const labels = { reply: 'inbox.mode.reply', template: 'inbox.mode.template', note: 'inbox.mode.note' } as const

/** An answer, a template or a note. When the 24 hours are over, a template is the only thing that can be sent. */
export function Composer({ conversation, windowOpen, quoted, onQuoted }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const [chosen, setChosen] = useState<Mode>('reply')
  const [focus, setFocus] = useState(0)
  const files = useFiles()
  const modes: Mode[] = [
    ...(may('SEND_MESSAGES') ? (windowOpen ? (['reply', 'template'] as const) : (['template'] as const)) : []),
    ...(may('MANAGE_CONVERSATIONS') ? (['note'] as const) : []),
  ]
  const mode = modes.includes(quoted && windowOpen ? 'reply' : chosen) ? (quoted && windowOpen ? 'reply' : chosen) : modes[0]
  const choose = (next: Mode) => {
    if (next !== 'reply') onQuoted(undefined)
    setChosen(next)
    setFocus(focus + 1)
  }
  useKeys([
    { keys: 'alt+P', label: 'inbox.key.note', run: () => choose('note') },
    { keys: 'alt+L', label: 'inbox.key.reply', run: () => choose(windowOpen ? 'reply' : 'template') },
  ])
  if (!mode) return <p className={classes.none}>{t('inbox.mayOnlyLook')}</p>
  return (
    <footer className={classes.composer} data-mode={mode}>
      <div className={classes.modes} role="group" aria-label={t('inbox.modes')}>
        {modes.map(one => (
          <button key={one} type="button" className={classes.mode} aria-pressed={one === mode} onClick={() => choose(one)}>
            {t(labels[one])}
          </button>
        ))}
      </div>
      {mode === 'reply' && <ReplyBox conversation={conversation} files={files} quoted={quoted} onQuoted={onQuoted} focus={focus} />}
      {mode === 'template' && <TemplatePicker conversation={conversation} windowOpen={windowOpen} onDone={() => choose('reply')} />}
      {mode === 'note' && <NoteBox conversation={conversation} focus={focus} />}
    </footer>
  )
}
