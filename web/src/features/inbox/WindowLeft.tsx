import { useTranslation } from 'react-i18next'
import { shortSpan } from './when'
import classes from './Face.module.css'

interface Props {
  endsAt?: string
  now: number
}

/** Hours in which one may still write freely; nothing where that is over, or never was. */
export function WindowLeft({ endsAt, now }: Props) {
  const { t } = useTranslation()
  const left = endsAt ? Date.parse(endsAt) - now : 0
  if (left <= 0) return null
  return (
    <span className={classes.hours} data-late={left < 4 * 3_600_000 || undefined}>
      <span className="visually-hidden">{t('inbox.windowLeft')} </span>
      {shortSpan(left)}
    </span>
  )
}
