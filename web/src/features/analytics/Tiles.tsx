import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatNumber, formatPercent } from '../../lib/format'
import classes from './Analytics.module.css'
import { Change } from './Change'
import type { AnalyticsSearch, Period } from './period'
import { overTimeQuery } from './queries'
import { badWhenMore, type Figure, figureLabel, wholeOf } from './words'

const shown: Figure[] = ['sent', 'delivered', 'read', 'replied', 'failed', 'received', 'optedOut']

/** The whole period in figures, and how they changed against the one before. */
export function Tiles({ period, filter }: { period: Period; filter: AnalyticsSearch }) {
  const { t } = useTranslation()
  const { data } = useQuery(overTimeQuery(period, filter))
  if (!data) return <Skeleton height={104} />
  const { total, before } = data
  return (
    <dl className={classes.tiles}>
      {shown.map(figure => {
        const whole = wholeOf[figure]
        return (
          <div key={figure}>
            <dt>{t(figureLabel[figure])}</dt>
            <dd>
              <span className={classes.figure}>{formatNumber(total[figure])}</span>
              {whole && <span className={classes.share}>{formatPercent(total[figure], total[whole])}</span>}
              <Change now={total[figure]} before={before[figure]} bad={badWhenMore.has(figure)} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
