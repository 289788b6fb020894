import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import classes from './Analytics.module.css'

interface Props {
  now: number
  before: number
  /** More of it is worse. */
  bad?: boolean
}

/** Against the period before; colour is not all that tells. */
export function Change({ now, before, bad = false }: Props) {
  const { t, i18n } = useTranslation()
  if (now === before) return <span className={classes.change}>{t('analytics.same')}</span>
  const better = now > before !== bad
  const share =
    before === 0
      ? t('analytics.new')
      : new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format((now - before) / before)
  return (
    <span className={classes.change} data-better={better} title={t('analytics.before', { n: formatNumber(before) })}>
      <span aria-hidden>{now > before ? '▲' : '▼'}</span> <bdi>{share}</bdi>
    </span>
  )
}
