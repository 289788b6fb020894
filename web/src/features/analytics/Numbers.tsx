import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { formatDateTime, formatNumber } from '../../lib/format'
import { useNow } from '../../lib/useNow'
import classes from './Analytics.module.css'
import { ChartCard } from './ChartCard'
import type { Period } from './period'
import { numbersQuery, saveChart } from './queries'
import { qualityOf } from './words'

type Standing = Schemas['NumberFiguresStanding']

/** Quality, limit and pace of each number over the period: a band that changes colour where Meta's word changed. */
export function Numbers({ period }: { period: Period }) {
  const { t } = useTranslation()
  const query = useQuery(numbersQuery(period))
  const items = query.data?.items ?? []
  const byNumber = new Map<string, Standing[]>()
  for (const one of items) byNumber.set(one.phoneNumberId, [...(byNumber.get(one.phoneNumberId) ?? []), one])
  const limit = (one: Standing) => (one.messagingLimit === undefined ? t('analytics.unlimited') : formatNumber(one.messagingLimit))
  return (
    <ChartCard
      title={t('analytics.numbers')}
      hint={t('analytics.numbersHint')}
      query={query}
      empty={items.length === 0}
      onSave={() => saveChart({ chart: 'numbers', period, filter: {} })}
      table={() => ({
        columns: [
          { header: t('analytics.number') },
          { header: t('analytics.since') },
          { header: t('analytics.quality') },
          { header: t('analytics.limit'), end: true },
          { header: t('analytics.pace'), end: true },
        ],
        rows: items.map(one => ({
          key: `${one.phoneNumberId} ${one.at}`,
          cells: [
            <bdi key="name" dir="ltr">
              {one.name ?? one.phoneNumberId}
            </bdi>,
            formatDateTime(one.at),
            t(qualityOf(one.quality).label),
            limit(one),
            formatNumber(one.messagesPerSecond),
          ],
        })),
      })}
    >
      <ul className={classes.numbers}>
        {[...byNumber].map(([id, standings]) => {
          const last = standings.at(-1)
          return (
            last && (
              <li key={id}>
                <span className={classes.numberName}>
                  <bdi dir="ltr">{last.name ?? id}</bdi>
                  <span className={classes.share}>
                    {t(qualityOf(last.quality).label)} · {t('analytics.limitOf', { n: limit(last) })} · {t('campaign.perSecond', { n: formatNumber(last.messagesPerSecond) })}
                  </span>
                </span>
                <Band standings={standings} period={period} describe={one => `${formatDateTime(one.at)}: ${t(qualityOf(one.quality).label)}, ${t('analytics.limitOf', { n: limit(one) })}`} />
              </li>
            )
          )
        })}
      </ul>
    </ChartCard>
  )
}

interface BandProps {
  standings: Standing[]
  period: Period
  describe: (one: Standing) => string
}

function Band({ standings, period, describe }: BandProps) {
  const begin = Date.parse(period.from)
  const end = Math.min(Date.parse(period.to), useNow())
  const place = (at: string) => Math.max(0, Math.min(1, (Date.parse(at) - begin) / (end - begin)))
  return (
    <span className={classes.band} role="img" aria-label={standings.map(describe).join('; ')}>
      {standings.map((one, n) => {
        const from = place(one.at)
        const next = standings[n + 1]
        const to = next ? place(next.at) : 1
        return (
          <span
            key={one.at}
            title={describe(one)}
            style={{ insetInlineStart: `min(${from * 100}%, calc(100% - 6px))`, width: `${(to - from) * 100}%`, background: qualityOf(one.quality).color }}
          />
        )
      })}
    </span>
  )
}
