import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../ui/Empty'
import { IconInbox } from '../../ui/icons'
import { countsQuery } from './counts'
import { useFollow } from './follow'
import classes from './Inbox.module.css'
import { ConversationPane } from './list/ConversationPane'
import { PersonPane } from './person/PersonPane'
import { ThreadPane } from './thread/ThreadPane'
import { useInbox } from './useInbox'

/** Three panes; on a phone one of them at a time. */
export function InboxPage() {
  const { t } = useTranslation()
  const { filter, openId, pane } = useInbox()
  const unread = useQuery(countsQuery).data?.unread ?? 0
  useFollow(filter, openId)
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${t('screen.inbox')} · ${t('app.name')}`
  }, [unread, t])
  return (
    <div className={classes.inbox} data-bleed data-open={openId !== undefined} data-pane={openId ? pane : 'closed'}>
      <ConversationPane />
      {openId ? (
        <ThreadPane key={openId} id={openId} />
      ) : (
        <section className={classes.nothing}>
          <Empty icon={IconInbox} title={t('inbox.nothingOpen')} hint={t('inbox.nothingOpenHint')} />
        </section>
      )}
      {openId && pane === 'open' && <PersonPane key={openId} id={openId} />}
    </div>
  )
}
