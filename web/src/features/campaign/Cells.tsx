import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatDateTime, formatNumber } from '../../lib/format'
import classes from './Campaigns.module.css'
import { audienceNamesQuery, type Campaign, numbersQuery, type Report, reportQuery } from './queries'

/** Before it starts there is nothing to count. */
function useReport(campaign: Campaign) {
  return useQuery({ ...reportQuery(campaign.id), enabled: campaign.startedAt !== undefined }).data
}

export function Figure({ campaign, show }: { campaign: Campaign; show: (report: Report) => string }) {
  const report = useReport(campaign)
  return report ? show(report) : '–'
}

/** How much is sent; while it runs also how fast, and when it will be done. */
export function Progress({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation()
  const report = useReport(campaign)
  if (!report) return '–'
  const { accepted, planned, skipped } = report.counts
  const due = planned - skipped
  return (
    <span className={classes.progress}>
      <meter className={classes.meter} value={accepted} max={Math.max(due, 1)} aria-hidden />
      <span>
        {formatNumber(accepted)} / {formatNumber(due)}
      </span>
      {campaign.state === 'RUNNING' && report.messagesPerSecond !== undefined && (
        <small className={classes.live}>
          {t('campaign.perSecond', { n: formatNumber(report.messagesPerSecond) })}
          {report.finishAt && ` · ${formatDateTime(report.finishAt)}`}
        </small>
      )}
    </span>
  )
}

export function NumberNames({ ids }: { ids: string[] }) {
  const { t } = useTranslation()
  const numbers = useQuery(numbersQuery).data ?? []
  if (ids.length === 0) return t('campaigns.allNumbers')
  return (
    <bdi dir="ltr">
      {ids.map(id => numbers.find(number => number.phoneNumberId === id)?.displayPhoneNumber ?? id).join(', ')}
    </bdi>
  )
}

export function AudienceName({ audience: { id, tags, filter } }: { audience: Campaign['audience'] }) {
  const { t } = useTranslation()
  const { data } = useQuery({ ...audienceNamesQuery, enabled: id !== undefined })
  if (id) return <bdi>{data?.find(one => one.id === id)?.name ?? t('campaigns.savedAudience')}</bdi>
  if (filter) return t('campaigns.conditions')
  if (tags.length > 0) return <bdi>{tags.join(', ')}</bdi>
  return t('campaigns.everybody')
}
