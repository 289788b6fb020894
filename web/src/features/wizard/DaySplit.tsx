import { useTranslation } from 'react-i18next'
import { formatDay, formatNumber } from '../../lib/format'
import { Card } from '../../ui/Card'
import type { Forecast } from './queries'
import classes from './Wizard.module.css'

/** How the people are shared out over the days: by Meta's limit, the hours and the pace. */
export function DaySplit({ days }: { days: Forecast['outlook']['days'] }) {
  const { t } = useTranslation()
  const most = Math.max(...days.map(day => day.people))
  return (
    <Card title={t('wizard.review.days')} hint={t('wizard.review.daysHint')}>
      <ul className={classes.bars}>
        {days.map(({ day, people }) => (
          <li key={day}>
            <span>{formatDay(`${day}T12:00`)}</span>
            <span className={classes.track}>
              <span className={classes.fill} style={{ width: `${(100 * people) / most}%` }} />
            </span>
            <span className={classes.figures}>{formatNumber(people)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
