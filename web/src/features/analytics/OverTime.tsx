import { LineChart } from '@mantine/charts'
import { SegmentedControl, useDirection } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import type { I18nKey } from '../../lib/i18n'
import classes from './Analytics.module.css'
import { ChartCard } from './ChartCard'
import { type AnalyticsSearch, before, bucketKey, bucketOf, buckets, type Period } from './period'
import { type Figures, overTimeQuery, saveChart } from './queries'
import { type Figure, figureColor, figureLabel, figures } from './words'

const groups = {
  volume: { label: 'analytics.volume', figures: ['sent', 'received'] },
  delivery: { label: 'analytics.delivery', figures: ['delivered', 'read', 'replied'] },
  trouble: { label: 'analytics.trouble', figures: ['failed', 'optedOut'] },
} as const satisfies Record<string, { label: I18nKey; figures: readonly Figure[] }>
type GroupName = keyof typeof groups

const NOTHING = Object.fromEntries(figures.map(figure => [figure, 0])) as Record<Figure, number>

/** Every hour or day of the period, also those in which nothing happened. */
function rows(period: Period, items: { at: unknown; figures: Figures }[] | undefined) {
  const known = new Map(items?.map(item => [bucketKey(item.at), item.figures]))
  return buckets(period).map(at => ({ at, figures: known.get(at) ?? NOTHING }))
}

export function OverTime({ period, filter }: { period: Period; filter: AnalyticsSearch }) {
  const { t, i18n } = useTranslation()
  const { dir } = useDirection()
  const [name, setName] = useState<GroupName>('volume')
  const query = useQuery(overTimeQuery(period, filter))
  const former = useQuery(overTimeQuery(before(period), filter))
  const now = rows(period, query.data?.items)
  const then = rows(before(period), former.data?.items)
  const hourly = bucketOf(period) === 'HOUR'
  const format = new Intl.DateTimeFormat(i18n.language, hourly ? { weekday: 'short', hour: 'numeric' } : { month: 'short', day: 'numeric' })
  const words = (at: string) => format.format(new Date(at))
  const group = groups[name]
  const isFlat = query.data ? figures.every(figure => query.data.total[figure] === 0 && query.data.before[figure] === 0) : false
  // of several lines the first is compared: more would be a tangle
  const [compared] = group.figures
  const comparison = t('analytics.formerly', { what: t(figureLabel[compared]) })
  const data = now.map(({ at, figures: of }, n) => ({
    at: words(at),
    ...Object.fromEntries(group.figures.map(figure => [t(figureLabel[figure]), of[figure]])),
    [comparison]: then[n]?.figures[compared] ?? 0,
  }))
  return (
    <ChartCard
      title={t('analytics.overTime')}
      hint={t('analytics.overTimeHint')}
      query={query}
      empty={isFlat}
      onSave={() => saveChart({ chart: 'over-time', period, filter })}
      tools={
        <SegmentedControl
          size="xs"
          aria-label={t('analytics.which')}
          value={name}
          onChange={next => setName(next as GroupName)}
          data={(Object.keys(groups) as GroupName[]).map(value => ({ value, label: t(groups[value].label) }))}
        />
      }
      table={() => ({
        columns: [{ header: t(hourly ? 'analytics.hour' : 'analytics.day') }, ...figures.map(figure => ({ header: t(figureLabel[figure]), end: true }))],
        rows: now.toReversed().map(({ at, figures: of }) => ({ key: at, cells: [words(at), ...figures.map(figure => formatNumber(of[figure]))] })),
      })}
    >
      <div className={classes.chart} role="img" aria-label={t('analytics.chartOf', { what: group.figures.map(figure => t(figureLabel[figure])).join(', ') })}>
        <LineChart
          h={280}
          data={data}
          dataKey="at"
          series={[
            ...group.figures.map(figure => ({ name: t(figureLabel[figure]), color: figureColor[figure] })),
            { name: comparison, color: 'var(--chart-gray)', strokeDasharray: '5 5' },
          ]}
          curveType="monotone"
          withDots={data.length < 40}
          withLegend
          legendProps={{ verticalAlign: 'bottom' }}
          valueFormatter={formatNumber}
          xAxisProps={{ reversed: dir === 'rtl', minTickGap: 28 }}
          yAxisProps={{ orientation: dir === 'rtl' ? 'right' : 'left', width: 56, allowDecimals: false }}
          tooltipAnimationDuration={0}
          lineProps={{ isAnimationActive: false }}
          lineChartProps={{ accessibilityLayer: false }}
        />
      </div>
    </ChartCard>
  )
}
