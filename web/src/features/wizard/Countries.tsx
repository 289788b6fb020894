import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import { Card } from '../../ui/Card'
import type { Forecast } from './queries'
import classes from './Wizard.module.css'

const SHOWN = 8

/** Where the people are; the many small ones together. */
export function Countries({ countries }: { countries: Forecast['countries'] }) {
  const { t } = useTranslation()
  const names = new Intl.DisplayNames(i18next.language, { type: 'region' })
  const shown = countries.slice(0, SHOWN)
  const others = countries.slice(SHOWN)
  const most = countries[0]?.people ?? 1
  const lines = shown.map(({ code, people }) => ({ name: code ? (names.of(code) ?? code) : t('wizard.review.noCountry'), people }))
  if (others.length > 0) lines.push({ name: t('wizard.review.otherCountries', { n: formatNumber(others.length) }), people: others.reduce((sum, one) => sum + one.people, 0) })
  return (
    <Card title={t('wizard.review.countries')}>
      <ul className={classes.bars}>
        {lines.map(({ name, people }) => (
          <li key={name}>
            <span>{name}</span>
            <span className={classes.track}>
              <span className={classes.fill} style={{ width: `${Math.min(100, (100 * people) / most)}%` }} />
            </span>
            <span className={classes.figures}>{formatNumber(people)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
