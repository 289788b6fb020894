import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../../api/client'
import { formatDateTime } from '../../../lib/format'
import { timeOf } from '../when'
import { eventLabel } from '../words'
import classes from './Thread.module.css'

/** What happened beside messages, as a thin line. */
export function EventLine({ event, at }: { event: Schemas['ThreadEvent']; at: string }) {
  const { t } = useTranslation()
  const [done, happened] = eventLabel[event.kind]
  const words = { actor: event.actorName ?? '', user: event.userName ?? t('inbox.somebody'), until: event.until ? formatDateTime(event.until) : '' }
  const bad = event.kind === 'OPTED_OUT'
  return (
    <p className={classes.event} data-bad={bad || undefined}>
      <span dir="auto">{t(event.actorName ? done : happened, words)}</span> <time dateTime={at}>{timeOf(at)}</time>
    </p>
  )
}
