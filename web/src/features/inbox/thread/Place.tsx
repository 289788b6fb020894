import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../../api/client'
import { IconPin } from '../icons'
import classes from './Content.module.css'

/** A place, with the way to a map elsewhere: nothing of another origin is loaded here. */
export function Place({ location: { latitude, longitude, name, address } }: { location: Schemas['ContentLocation'] }) {
  const { t } = useTranslation()
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`
  return (
    <div className={classes.card}>
      <IconPin size={26} stroke={1.6} aria-hidden />
      <span className={classes.cardWords}>
        <strong dir="auto">{name ?? t('inbox.kind.location')}</strong>
        {address && <span dir="auto">{address}</span>}
        <span dir="ltr" className={classes.small}>
          {latitude.toFixed(5)}, {longitude.toFixed(5)}
        </span>
        <a href={map} target="_blank" rel="noopener noreferrer">
          {t('inbox.openMap')}
        </a>
      </span>
    </div>
  )
}
