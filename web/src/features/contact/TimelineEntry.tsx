import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '../../lib/format'
import type { I18nKey } from '../../lib/i18n'
import { useReason } from '../../lib/reasons'
import { statusLabel } from '../../ui/status'
import classes from './Contact.module.css'
import { IconAddressBook, IconArrowDown, IconArrowUp, IconEvent, IconMerge, IconNote, IconShield } from './icons'
import type { TimelineItem } from './queries'
import { categoryLabel, eventLabel, sourceLabel } from './words'

interface Props {
  item: TimelineItem
  number?: string
  /** The newest of its conversation leads there; the others need not say so again. */
  links: boolean
}

const kinds: Record<string, I18nKey> = {
  image: 'content.image',
  video: 'content.video',
  audio: 'content.audio',
  voice: 'content.audio',
  document: 'content.document',
  sticker: 'content.sticker',
  location: 'content.location',
  contacts: 'content.contacts',
  template: 'content.template',
  erased: 'content.erased',
}

export function TimelineEntry({ item, number, links }: Props) {
  const { at, message, note, event, consent, merged, added } = item
  if (message) return <MessageEntry item={item} message={message} number={number} links={links} />
  if (note) return <NoteEntry at={at} note={note} />
  if (event) return <EventEntry at={at} event={event} />
  if (consent) return <ConsentEntry at={at} consent={consent} />
  if (merged) return <MergedEntry at={at} />
  return added ? <AddedEntry at={at} added={added} /> : null
}

interface EntryProps {
  at: string
  icon: ReactNode
  kind: string
  title: ReactNode
  children?: ReactNode
}

function Entry({ at, icon, kind, title, children }: EntryProps) {
  return (
    <li className={classes.entry} data-kind={kind}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <div className={classes.entryBody}>
        <p className={classes.entryTitle}>
          <span>{title}</span>
          <time dateTime={at}>{formatDateTime(at)}</time>
        </p>
        {children}
      </div>
    </li>
  )
}

type Message = NonNullable<TimelineItem['message']>

function MessageEntry({ item, message, number, links }: Props & { message: Message }) {
  const { t } = useTranslation()
  const { outbound, content, campaign, status, failure } = message
  const kind = kinds[content.type]
  const words = 'text' in content && content.text
  return (
    <Entry
      at={item.at}
      kind={outbound ? 'out' : 'in'}
      icon={outbound ? <IconArrowUp size={18} /> : <IconArrowDown size={18} />}
      title={
        <>
          {t(outbound ? 'timeline.sent' : 'timeline.received')}
          {outbound && <span className={classes.status}> · {t(statusLabel[status])}</span>}
          {number && (
            <span className={classes.status}>
              {' · '}
              <bdi dir="ltr">{number}</bdi>
            </span>
          )}
        </>
      }
    >
      {words ? (
        <p className={classes.words} dir="auto">
          {words}
        </p>
      ) : (
        <p className={classes.quiet}>{kind ? t(kind) : content.type}</p>
      )}
      {failure && <Failure failure={failure} />}
      {campaign && (
        <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} className={classes.chip}>
          <bdi>{campaign.name ?? t('filter.field.campaign')}</bdi>
        </Link>
      )}
      {links && item.conversationId && (
        <Link to="/inbox/$conversationId" params={{ conversationId: item.conversationId }} className={classes.chip}>
          {t('timeline.conversation')}
        </Link>
      )}
    </Entry>
  )
}

function Failure({ failure }: { failure: NonNullable<Message['failure']> }) {
  const { words, wayOut, foreign } = useReason(failure.code, failure)
  return (
    <p className={classes.failure} {...foreign}>
      {words} {wayOut}
    </p>
  )
}

function NoteEntry({ at, note }: { at: string; note: NonNullable<TimelineItem['note']> }) {
  const { t } = useTranslation()
  return (
    <Entry at={at} kind="note" icon={<IconNote size={18} />} title={t('timeline.note', { name: note.authorName ?? '–' })}>
      <p className={classes.words} dir="auto">
        {note.body}
      </p>
    </Entry>
  )
}

function EventEntry({ at, event }: { at: string; event: NonNullable<TimelineItem['event']> }) {
  const { t } = useTranslation()
  const label = eventLabel(event.kind)
  const who = [event.actorName, event.userName].filter(Boolean).join(' → ')
  return (
    <Entry
      at={at}
      kind="event"
      icon={<IconEvent size={18} />}
      title={
        <>
          {label ? t(label) : event.kind}
          {who && (
            <span className={classes.status}>
              {' · '}
              <bdi>{who}</bdi>
            </span>
          )}
        </>
      }
    />
  )
}

function ConsentEntry({ at, consent }: { at: string; consent: NonNullable<TimelineItem['consent']> }) {
  const { t } = useTranslation()
  const source = sourceLabel(consent.source)
  return (
    <Entry
      at={at}
      kind={consent.action === 'OPT_OUT' ? 'optOut' : 'optIn'}
      icon={<IconShield size={18} />}
      title={`${t(consent.action === 'OPT_OUT' ? 'consent.optedOut' : 'consent.optedIn')} · ${t(categoryLabel[consent.category])}`}
    >
      <p className={classes.quiet} dir="auto">
        {source ? t(source) : consent.source}
        {consent.text && <q className={classes.quote}>{consent.text}</q>}
      </p>
    </Entry>
  )
}

function MergedEntry({ at }: { at: string }) {
  const { t } = useTranslation()
  return <Entry at={at} kind="event" icon={<IconMerge size={18} />} title={t('timeline.merged')} />
}

function AddedEntry({ at, added }: { at: string; added: NonNullable<TimelineItem['added']> }) {
  const { t } = useTranslation()
  return (
    <Entry at={at} kind="event" icon={<IconAddressBook size={18} />} title={t(added.file ? 'timeline.imported' : 'timeline.added')}>
      {added.file && (
        <p className={classes.quiet}>
          <bdi>{added.file}</bdi>
        </p>
      )}
    </Entry>
  )
}
