import { useTranslation } from 'react-i18next'
import classes from './Ticks.module.css'
import { type MessageStatus, ticks } from './words'

/** Clock, one tick, two, blue ones; red where it failed. */
export function Ticks({ status }: { status: MessageStatus }) {
  const { t } = useTranslation()
  const { icon: Picture, label, tone } = ticks[status]
  return <Picture size={16} stroke={2} className={classes.ticks} data-tone={tone} role="img" aria-label={t(label)} />
}
