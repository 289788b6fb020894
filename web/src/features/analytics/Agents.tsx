import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import { Change } from './Change'
import { ChartCard } from './ChartCard'
import { formatLength } from './length'
import type { Period } from './period'
import { agentsQuery, saveChart } from './queries'

/** What agents did, and how long people waited for them. */
export function Agents({ period }: { period: Period }) {
  const { t, i18n } = useTranslation()
  const query = useQuery(agentsQuery(period))
  const items = query.data?.items ?? []
  const length = (seconds: number | undefined) => (seconds === undefined ? '–' : formatLength(seconds, i18n.language))
  const cells = (work: (typeof items)[number]['work'], former: typeof work) => [
    formatNumber(work.messagesSent),
    <Change key="change" now={work.messagesSent} before={former.messagesSent} />,
    formatNumber(work.conversations),
    formatNumber(work.resolved),
    length(work.firstResponse.medianSeconds),
    length(work.firstResponse.p90Seconds),
    length(work.resolution.medianSeconds),
  ]
  return (
    <ChartCard
      title={t('analytics.agents')}
      hint={t('analytics.agentsHint')}
      query={query}
      empty={items.length === 0}
      onSave={() => saveChart({ chart: 'agents', period, filter: {} })}
      table={() => ({
        columns: [
          { header: t('field.name') },
          { header: t('analytics.messages'), end: true },
          { header: t('analytics.change'), end: true },
          { header: t('analytics.conversations'), end: true },
          { header: t('analytics.resolved'), end: true },
          { header: t('analytics.firstResponse'), end: true },
          { header: t('analytics.slowest'), end: true },
          { header: t('analytics.resolution'), end: true },
        ],
        rows: [
          ...items.map(agent => ({ key: agent.userId, cells: [<bdi key="name">{agent.name ?? agent.userId}</bdi>, ...cells(agent.work, agent.before)] })),
          ...(query.data && items.length > 1 ? [{ key: 'total', cells: [t('analytics.together'), ...cells(query.data.total, query.data.before)] }] : []),
        ],
      })}
    />
  )
}
