import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useChanges } from '../../lib/useChanges'
import { useList } from '../../lib/useList'
import { Card } from '../../ui/Card'
import { Empty } from '../../ui/Empty'
import { ProblemNote } from '../../ui/ProblemNote'
import classes from './Contact.module.css'
import { IconMessage } from './icons'
import { numbersQuery, readTimeline, timelineKey } from './queries'
import { TimelineEntry } from './TimelineEntry'

const SUBJECTS = ['CONTACT', 'CONVERSATION', 'MESSAGE'] as const

/** Everything that happened with a person, of all numbers and campaigns, newest first. */
export function Timeline({ contactId }: { contactId: string }) {
  const { t } = useTranslation()
  const { rows, loading, error, more, onMore, onRetry } = useList(timelineKey(contactId), readTimeline(contactId))
  const numbers = useQuery(numbersQuery).data ?? []
  useChanges(SUBJECTS, onRetry)
  const severalNumbers = numbers.length > 1
  return (
    <Card title={t('timeline.title')}>
      {loading && <Skeleton height={200} />}
      {error && rows.length === 0 ? <ProblemNote error={error} onRetry={onRetry} /> : null}
      {!loading && !error && rows.length === 0 && <Empty icon={IconMessage} title={t('timeline.none')} hint={t('timeline.noneHint')} />}
      <ol className={classes.timeline} aria-label={t('timeline.title')}>
        {rows.map((item, n) => {
          const number = severalNumbers ? numbers.find(one => one.phoneNumberId === item.phoneNumberId) : undefined
          return <TimelineEntry key={item.id} item={item} number={number?.label ?? number?.displayPhoneNumber} links={rows.findIndex(one => one.conversationId === item.conversationId) === n} />
        })}
      </ol>
      {more && (
        <Button variant="subtle" onClick={onMore}>
          {t('timeline.older')}
        </Button>
      )}
    </Card>
  )
}
