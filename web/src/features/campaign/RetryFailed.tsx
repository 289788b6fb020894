import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ended, type Job, jobQuery } from '../../api/jobs'
import { formatNumber } from '../../lib/format'
import { IconRepeat } from '../../ui/icons'
import { refused, said } from '../../ui/toasts'
import { retryFailed } from './queries'

/** What a job of this kind comes to; its kind is the server's `RetryResult`. */
interface Retried {
  queued: number
  left: { people: number }[]
}

/** Has those who failed tried again, shows how far that is and says what came out. */
export function RetryFailed({ campaign }: { campaign: string }) {
  const { t } = useTranslation()
  const order = useMutation({ mutationFn: retryFailed, onError: refused })
  const { data: job } = useQuery(jobQuery(order.data?.jobId))
  const running = order.isPending || (order.isSuccess && !(job && ended(job)))
  useEffect(() => {
    if (job && ended(job)) tell(job)
    function tell({ result, error }: Job) {
      if (error) return said(error)
      const { queued, left } = result as unknown as Retried
      const people = left.reduce((sum, one) => sum + one.people, 0)
      said(people > 0 ? t('failures.retriedSome', { n: formatNumber(queued), left: formatNumber(people) }) : t('failures.retried', { n: formatNumber(queued) }))
    }
  }, [job, t])
  return (
    <Button size="xs" variant="default" leftSection={<IconRepeat size={16} />} disabled={running} onClick={() => order.mutate(campaign)}>
      {running && job?.total ? t('failures.retrying', { done: formatNumber(job.done), total: formatNumber(job.total) }) : t('failures.retry')}
    </Button>
  )
}
