import '@mantine/charts/styles.layer.css'
import { AreaChart } from '@mantine/charts'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import classes from './Campaign.module.css'
import type { Point, Rate } from './pace'

interface Props {
  shows: 'rate' | 'progress'
  points: Point[]
  rates: Rate[]
}

const time = (at: string) => new Intl.DateTimeFormat(i18next.language, { timeStyle: 'medium' }).format(new Date(at))

export default function PaceChart({ shows, points, rates }: Props) {
  const { t } = useTranslation()
  const common = { h: 240, dataKey: 'time', withDots: false, valueFormatter: formatNumber, curveType: 'monotone', areaProps: { isAnimationActive: false }, areaChartProps: { accessibilityLayer: false } } as const
  return (
    // the figures stand in the table below for whoever cannot see the drawing
    <div className={classes.chart}>
      <div aria-hidden>
        {shows === 'rate' ? (
          <AreaChart {...common} data={rates.map(one => ({ ...one, time: time(one.at) }))} series={[{ name: 'perSecond', label: t('pace.perSecond'), color: 'wa.6' }]} />
        ) : (
          <AreaChart
            {...common}
            withLegend
            data={points.map(one => ({ ...one, time: time(one.at) }))}
            series={[
              { name: 'sent', label: t('funnel.sent'), color: 'gray.6' },
              { name: 'delivered', label: t('message.status.delivered'), color: 'wa.6' },
              { name: 'read', label: t('message.status.read'), color: 'blue.6' },
            ]}
          />
        )}
      </div>
      <div className="visually-hidden">
        <table>
          <caption>{t('pace.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('pace.at')}</th>
              <th scope="col">{t('pace.perSecond')}</th>
              <th scope="col">{t('funnel.sent')}</th>
              <th scope="col">{t('message.status.delivered')}</th>
              <th scope="col">{t('message.status.read')}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point, index) => (
              <tr key={point.at}>
                <td>{time(point.at)}</td>
                <td>{formatNumber(rates[index]?.perSecond ?? 0)}</td>
                <td>{formatNumber(point.sent)}</td>
                <td>{formatNumber(point.delivered)}</td>
                <td>{formatNumber(point.read)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
