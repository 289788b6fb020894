import { ActionIcon, Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../api/me'
import { useKeys } from '../../../lib/keys'
import { Face } from '../Face'
import { IconArrowLeft, IconPane } from '../icons'
import { useNameOf } from '../name'
import type { Conversation } from '../queries'
import { useInbox } from '../useInbox'
import { useNumbers } from '../useNumbers'
import { span } from '../when'
import { Actions } from './Actions'
import classes from './Thread.module.css'

interface Props {
  id: string
  conversation?: Conversation
  now: number
}

/** With whom, by which number, how long one may still write freely; and what can be done. */
export function ThreadHeader({ conversation, now }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const nameOf = useNameOf()
  const { pane, open, showPane } = useInbox()
  useKeys([{ keys: 'alt+O', label: 'inbox.key.pane', run: () => showPane(pane !== 'open') }])
  return (
    <header className={classes.header}>
      <ActionIcon className={classes.back} variant="subtle" color="gray" size={40} aria-label={t('inbox.back')} onClick={() => open(undefined)}>
        <IconArrowLeft size={22} className={classes.mirrored} />
      </ActionIcon>
      {conversation ? (
        <button type="button" className={classes.who} aria-label={t('inbox.about', { name: nameOf(conversation.contact) })} onClick={() => showPane(true)}>
          <Face name={nameOf(conversation.contact)} windowEndsAt={conversation.windowEndsAt} now={now} />
          <span className={classes.names}>
            <bdi className={classes.name}>{nameOf(conversation.contact)}</bdi>
            <Under conversation={conversation} now={now} />
          </span>
        </button>
      ) : (
        <Skeleton height={20} width={180} />
      )}
      <span className={classes.space} />
      {conversation && may('MANAGE_CONVERSATIONS') && (
        <span className={classes.actions}>
          <Actions conversation={conversation} />
        </span>
      )}
      <ActionIcon
        className={classes.paneButton}
        variant={pane === 'open' ? 'light' : 'subtle'}
        color={pane === 'open' ? 'wa' : 'gray'}
        size={36}
        aria-label={t('inbox.pane')}
        aria-pressed={pane === 'open'}
        onClick={() => showPane(pane !== 'open')}
      >
        <IconPane size={20} className={classes.mirrored} />
      </ActionIcon>
    </header>
  )
}

const LATE = 4 * 3_600_000

function Under({ conversation: { contact, phoneNumberId, windowEndsAt }, now }: { conversation: Conversation; now: number }) {
  const { t } = useTranslation()
  const numbers = useNumbers()
  const left = windowEndsAt ? Date.parse(windowEndsAt) - now : 0
  return (
    <span className={classes.under}>
      <span data-late={left < LATE || undefined} className={classes.countdown}>
        {left > 0 ? t('inbox.leftToWrite', { span: span(left) }) : t('inbox.windowOver')}
      </span>
      <span className={classes.numbers}>
        {contact.name && contact.recipient && (
          <>
            {' · '}
            <bdi dir="ltr">{contact.recipient}</bdi>
          </>
        )}
        {numbers.several && (
          <>
            {' · '}
            <bdi title={t('inbox.filter.number')}>{numbers.nameOf(phoneNumberId)}</bdi>
          </>
        )}
      </span>
    </span>
  )
}
