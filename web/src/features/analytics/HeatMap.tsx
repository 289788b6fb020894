import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import classes from './Analytics.module.css'
import { ChartCard } from './ChartCard'
import type { AnalyticsSearch, Period } from './period'
import { heatMapQuery, saveChart } from './queries'
import { type Figure, figureLabel, figures, weekdays } from './words'

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
/** A Monday: names of weekdays come from dates. */
const MONDAY = new Date(2024, 0, 1)
const NONE = 0

/** When in the week people write, read and answer. It is a table already: each cell says its figure. */
export function HeatMap({ period, filter }: { period: Period; filter: AnalyticsSearch }) {
  const { t, i18n } = useTranslation()
  const [figure, setFigure] = useState<Figure>('received')
  const query = useQuery(heatMapQuery(period, filter))
  const cells = new Map(query.data?.items.map(cell => [`${cell.weekday} ${cell.hour}`, cell.figures]))
  const valueOf = (weekday: string, hour: number) => cells.get(`${weekday} ${hour}`)?.[figure] ?? NONE
  const most = Math.max(1, ...weekdays.flatMap(weekday => HOURS.map(hour => valueOf(weekday, hour))))
  const dayName = new Intl.DateTimeFormat(i18n.language, { weekday: 'short' })
  const hourName = new Intl.DateTimeFormat(i18n.language, { hour: 'numeric' })
  const name = (n: number) => dayName.format(new Date(MONDAY.getFullYear(), 0, 1 + n))
  return (
    <ChartCard
      title={t('analytics.heatMap')}
      hint={t('analytics.heatMapHint')}
      query={query}
      empty={cells.size === 0}
      onSave={() => saveChart({ chart: 'heat-map', period, filter })}
      tools={
        <Select
          size="xs"
          w={150}
          aria-label={t('analytics.which')}
          allowDeselect={false}
          data={figures.filter(one => one !== 'skipped').map(value => ({ value, label: t(figureLabel[value]) }))}
          value={figure}
          onChange={next => setFigure(next as Figure)}
        />
      }
      table={() => ({
        columns: [{ header: t('analytics.hour') }, ...weekdays.map((_, n) => ({ header: name(n), end: true }))],
        rows: HOURS.map(hour => ({ key: String(hour), cells: [hourName.format(new Date(2024, 0, 1, hour)), ...weekdays.map(weekday => formatNumber(valueOf(weekday, hour)))] })),
      })}
    >
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('analytics.heatMap')}>
        <table className={classes.heat}>
          <caption className="visually-hidden">{t(figureLabel[figure])}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('analytics.day')}</span>
              </th>
              {HOURS.map(hour => (
                <th key={hour} scope="col">
                  <span className={hour % 3 === 0 ? undefined : 'visually-hidden'}>{hour}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weekdays.map((weekday, n) => (
              <tr key={weekday}>
                <th scope="row">{name(n)}</th>
                {HOURS.map(hour => {
                  const value = valueOf(weekday, hour)
                  return (
                    <td key={hour} style={{ '--heat': `${Math.round((value / most) * 100)}%` } as React.CSSProperties} data-none={value === NONE || undefined} title={`${name(n)} ${hour}:00 · ${formatNumber(value)}`}>
                      <span className="visually-hidden">{formatNumber(value)}</span>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartCard>
  )
}
