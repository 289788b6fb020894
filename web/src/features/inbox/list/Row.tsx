import { memo, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../../lib/format'
import { initials } from '../../../ui/initials'
import { Face } from '../Face'
import { IconSnooze, IconUserCheck } from '../icons'
import { useNameOf } from '../name'
import type { Conversation } from '../queries'
import { Ticks } from '../Ticks'
import { shortly } from '../when'
import { WindowLeft } from '../WindowLeft'
import { kindOf } from '../words'
import classes from './List.module.css'

interface Props {
  conversation: Conversation
  active: boolean
  now: number
  /** Which of our numbers, where there are several. */
  channel?: string
  onOpen: (id: string) => void
}

const MOST_TAGS = 2

/** Plain elements: thousands of them are scrolled by. */
export const Row = memo(function Row({ conversation, active, now, channel, onOpen }: Props) {
  const { t } = useTranslation()
  const nameOf = useNameOf()
  const { id, contact, assignee, unread, tags, windowEndsAt, lastAt, status } = conversation
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onOpen(id)
  }
  return (
    <a
      href={`/inbox/${id}${location.search}`}
      className={classes.row}
      data-active={active || undefined}
      data-unread={unread > 0 || undefined}
      aria-current={active || undefined}
      onClick={open}
    >
      <Face name={nameOf(contact)} windowEndsAt={windowEndsAt} now={now} />
      <span className={classes.line}>
        <span className={classes.name}>
          <bdi>{nameOf(contact)}</bdi>
        </span>
        <time dateTime={lastAt} className={classes.when}>
          {shortly(lastAt, now)}
        </time>
      </span>
      <span className={classes.line}>
        <Preview conversation={conversation} />
        {unread > 0 && (
          <span className={classes.unread}>
            <span aria-hidden>{formatNumber(unread)}</span>
            <span className="visually-hidden">{t('inbox.unreadMessages', { n: formatNumber(unread) })}</span>
          </span>
        )}
      </span>
      <span className={classes.line} data-small>
        <span className={classes.chips}>
          {status === 'SNOOZED' && <IconSnooze size={14} role="img" aria-label={t('inbox.status.snoozed')} />}
          {channel && <bdi className={classes.channel}>{channel}</bdi>}
          {tags.slice(0, MOST_TAGS).map(tag => (
            <bdi key={tag} className={classes.tag}>
              {tag}
            </bdi>
          ))}
          {tags.length > MOST_TAGS && <span>+{formatNumber(tags.length - MOST_TAGS)}</span>}
        </span>
        <WindowLeft endsAt={windowEndsAt} now={now} />
        {assignee?.name && (
          <span className={classes.assignee} title={assignee.name}>
            <IconUserCheck size={14} aria-hidden />
            <span aria-hidden>{initials(assignee.name)}</span>
            <span className="visually-hidden">{t('inbox.assignedTo', { name: assignee.name })}</span>
          </span>
        )}
      </span>
    </a>
  )
})

function Preview({ conversation: { last } }: { conversation: Conversation }) {
  const { t } = useTranslation()
  if (!last) return <span className={classes.preview} />
  const { icon: Picture, label } = kindOf(last.type)
  return (
    <span className={classes.preview}>
      {last.outbound && last.status && <Ticks status={last.status} />}
      {Picture && <Picture size={16} aria-hidden />}
      {/* its first strong letter decides, whatever stands before it */}
      <bdi className={classes.words}>{last.text || t(label)}</bdi>
    </span>
  )
}
