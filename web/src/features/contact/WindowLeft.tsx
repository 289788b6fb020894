import { useTranslation } from 'react-i18next'
import { useNow } from '../../lib/useNow'
import classes from './Table.module.css'

const DAY = 24 * 3_600_000
const HOUR = 3_600_000
const ROUND = 2 * Math.PI * 7

/** How long any message may be sent: a day after the person wrote last. */
export function WindowLeft({ since }: { since?: string }) {
  const { t } = useTranslation()
  const now = useNow()
  const left = since ? Date.parse(since) + DAY - now : 0
  if (left <= 0) return '–'
  const hours = Math.max(1, Math.floor(left / HOUR))
  return (
    <span className={classes.window}>
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden>
        <circle cx="9" cy="9" r="7" className={classes.ringGround} />
        <circle cx="9" cy="9" r="7" className={classes.ring} strokeDasharray={`${(left / DAY) * ROUND} ${ROUND}`} transform="rotate(-90 9 9)" />
      </svg>
      {t('contact.hours', { n: hours })}
    </span>
  )
}
