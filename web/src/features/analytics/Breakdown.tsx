import { BarChart } from '@mantine/charts'
import { SegmentedControl, useDirection } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { countryName } from '../../lib/countries'
import { formatNumber, formatPercent } from '../../lib/format'
import classes from './Analytics.module.css'
import { Change } from './Change'
import { ChartCard } from './ChartCard'
import { type AnalyticsSearch, type Dimension, dimensions, type Period } from './period'
import { breakdownQuery, saveChart } from './queries'
import { dimensionLabel, type Figure, figureColor, figureLabel } from './words'

interface Props {
  period: Period
  filter: AnalyticsSearch
  by: Dimension
  onBy: (by: Dimension) => void
}

const MOST_BARS = 8
const BAR = 44
const LONGEST = 26
const NOBODY = /^0*[-0]*$/
const drawn: Figure[] = ['sent', 'delivered', 'read']
const LEFT = { orientation: 'left', width: 130 } as const
/** Its words would lie on the bars without the step aside. */
const RIGHT = { orientation: 'right', width: 140, tick: { transform: 'translate(10, 0)', fontSize: 12, fill: 'currentColor' } } as const

/** By template, campaign, country or number: the largest as bars, all as a table. */
export function Breakdown({ period, filter, by, onBy }: Props) {
  const { t } = useTranslation()
  const { dir } = useDirection()
  const query = useQuery(breakdownQuery(period, filter, by))
  const items = query.data?.items ?? []
  const nameOf = (line: { key: string; name?: string }) => {
    if (!line.key || NOBODY.test(line.key)) return t(by === 'CAMPAIGN' || by === 'TEMPLATE' ? 'analytics.single' : 'analytics.without')
    return by === 'COUNTRY' ? countryName(line.key) : (line.name ?? line.key)
  }
  const short = (name: string) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name)
  const top = items.slice(0, MOST_BARS)
  return (
    <ChartCard
      title={t(dimensionLabel[by])}
      query={query}
      empty={items.length === 0}
      onSave={() => saveChart({ chart: 'breakdown', period, filter, by })}
      tools={
        <SegmentedControl
          size="xs"
          aria-label={t('analytics.by')}
          value={by}
          onChange={next => onBy(next as Dimension)}
          data={dimensions.map(value => ({ value, label: t(dimensionLabel[value]) }))}
        />
      }
      table={() => ({
        columns: [
          { header: t('field.name') },
          { header: t(figureLabel.sent), end: true },
          { header: t('analytics.change'), end: true },
          { header: t(figureLabel.delivered), end: true },
          { header: t(figureLabel.read), end: true },
          { header: t(figureLabel.replied), end: true },
          { header: t(figureLabel.failed), end: true },
          { header: t(figureLabel.optedOut), end: true },
        ],
        rows: items.map(line => ({
          key: line.key,
          cells: [
            <bdi key="name">{nameOf(line)}</bdi>,
            formatNumber(line.figures.sent),
            <Change key="change" now={line.figures.sent} before={line.before.sent} />,
            formatPercent(line.figures.delivered, line.figures.sent),
            formatPercent(line.figures.read, line.figures.delivered),
            formatPercent(line.figures.replied, line.figures.delivered),
            formatNumber(line.figures.failed),
            formatNumber(line.figures.optedOut),
          ],
        })),
      })}
    >
      <div className={classes.chart} role="img" aria-label={t('analytics.chartOf', { what: t(dimensionLabel[by]) })}>
        <BarChart
          h={Math.max(180, top.length * BAR + 70)}
          data={top.map(line => ({ name: short(nameOf(line)), ...Object.fromEntries(drawn.map(figure => [t(figureLabel[figure]), line.figures[figure]])) }))}
          dataKey="name"
          orientation="vertical"
          gridAxis="x"
          series={drawn.map(figure => ({ name: t(figureLabel[figure]), color: figureColor[figure] }))}
          withLegend
          legendProps={{ verticalAlign: 'bottom' }}
          valueFormatter={formatNumber}
          xAxisProps={{ reversed: dir === 'rtl', allowDecimals: false }}
          yAxisProps={dir === 'rtl' ? RIGHT : LEFT}
          tooltipAnimationDuration={0}
          barProps={{ isAnimationActive: false, radius: 3 }}
          barChartProps={{ accessibilityLayer: false }}
        />
      </div>
    </ChartCard>
  )
}
