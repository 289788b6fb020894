import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useState } from 'react'
import { useMay } from '../../../api/me'
import { ProblemNote } from '../../../ui/ProblemNote'
import { Composer } from '../composer/Composer'
import { type Item, conversationQuery } from '../queries'
import { useNow } from '../useNow'
import { Messages } from './Messages'
import classes from './Thread.module.css'
import { ThreadHeader } from './ThreadHeader'
import { useReading } from './useReading'

/** One conversation: who it is, what was said, and what one says next. */
export function ThreadPane({ id }: { id: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const { data: conversation, error, refetch } = useQuery(conversationQuery(id))
  const [quoted, setQuoted] = useState<Item>()
  const now = useNow(15_000)
  useReading(conversation)
  const windowOpen = conversation?.windowEndsAt !== undefined && Date.parse(conversation.windowEndsAt) > now
  return (
    <section className={classes.pane} aria-label={t('inbox.conversation')}>
      <ThreadHeader id={id} conversation={conversation} now={now} />
      {error && !conversation ? (
        <div className={classes.padded}>
          <ProblemNote error={error} onRetry={() => void refetch()} />
        </div>
      ) : (
        <Messages id={id} mayAnswer={windowOpen && may('SEND_MESSAGES')} onQuote={setQuoted} />
      )}
      {conversation ? (
        <Composer key={id} conversation={conversation} windowOpen={windowOpen} quoted={quoted} onQuoted={setQuoted} />
      ) : error ? null : (
        <div className={classes.padded}>
          <Skeleton height={44} />
        </div>
      )}
    </section>
  )
}
