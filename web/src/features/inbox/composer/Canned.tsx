import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../../api/me'
import { cannedQuery, type Conversation } from '../queries'
import classes from './Composer.module.css'
import { filled } from './placeholders'

const LIST = 'canned-replies'
const MOST = 8

/** `/` and the begin of a shortcut offer what is often answered; chosen, it stands in the box with its places filled. */
export function useCanned(text: string, conversation: Conversation, setText: (text: string) => void) {
  const me = useMe()
  const typed = /^\/(\S*)$/.exec(text)?.[1]?.toLowerCase()
  const [dismissed, setDismissed] = useState<string>()
  const [marked, setMarked] = useState(0)
  const { data } = useQuery({ ...cannedQuery, enabled: typed !== undefined })
  const begins = (shortcut: string) => shortcut.toLowerCase().startsWith(typed ?? '')
  const found = typed === undefined || dismissed === text ? [] : (data ?? []).filter(reply => begins(reply.shortcut)).slice(0, MOST)
  const at = Math.min(marked, Math.max(0, found.length - 1))
  const active = found[at]

  const choose = (body: string) => {
    setText(filled(body, { ...conversation.contact, agent: me.name }))
    setMarked(0)
  }
  const takes = (event: KeyboardEvent): boolean => {
    if (!active || event.nativeEvent.isComposing) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setMarked((at + step + found.length) % found.length)
    else if (event.key === 'Escape') setDismissed(text)
    else if (event.key === 'Enter' || event.key === 'Tab') choose(active.body)
    else return false
    event.preventDefault()
    return true
  }
  return {
    found,
    active,
    none: typed !== undefined && data !== undefined && data.length === 0 && dismissed !== text,
    choose,
    takes,
    field: active
      ? ({ 'aria-autocomplete': 'list', 'aria-controls': LIST, 'aria-activedescendant': `${LIST}-${active.id}` } as const)
      : {},
  }
}

export function CannedList({ canned: { found, active, none, choose } }: { canned: ReturnType<typeof useCanned> }) {
  const { t } = useTranslation()
  if (none) return <p className={classes.hint}>{t('inbox.noCanned')}</p>
  if (found.length === 0) return null
  return (
    <div id={LIST} role="listbox" aria-label={t('inbox.canned')} className={classes.canned}>
      {found.map(reply => (
        <div
          key={reply.id}
          id={`${LIST}-${reply.id}`}
          role="option"
          aria-selected={reply === active}
          className={classes.option}
          tabIndex={-1}
          onMouseDown={event => {
            // the box keeps the focus
            event.preventDefault()
            choose(reply.body)
          }}
        >
          <strong dir="ltr">/{reply.shortcut}</strong>
          <span dir="auto">{reply.body}</span>
        </div>
      ))}
    </div>
  )
}
