import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatNumber, formatPercent } from '../../lib/format'
import type { I18nKey } from '../../lib/i18n'
import classes from './Campaign.module.css'
import type { Report } from './queries'
import { type Reached, toPeople } from './slice'
import { type MessageStatus, statusLabel } from './words'

interface Props {
  campaignId: string
  counts: Report['counts']
}

/** From the people who were meant to those who answered; beside it whoever fell out on the way. */
export function Funnel({ campaignId, counts }: Props) {
  const { t } = useTranslation()
  const stages: [I18nKey, number, number, Reached?][] = [
    ['funnel.targeted', counts.planned, counts.planned],
    ['funnel.sent', counts.accepted, counts.planned, 'ACCEPTED'],
    ['message.status.delivered', counts.delivered, counts.accepted, 'DELIVERED'],
    ['message.status.read', counts.read, counts.accepted, 'READ'],
    ['funnel.replied', counts.replied, counts.accepted, 'REPLIED'],
  ]
  const aside: [MessageStatus, number][] = [
    ['QUEUED', counts.queued],
    ['SKIPPED', counts.skipped],
    ['FAILED', counts.failed],
    ['IN_DOUBT', counts.inDoubt],
    ['CANCELLED', counts.cancelled],
  ]
  const awaiting = counts.accepted - counts.delivered - (counts.failed - counts.refused)
  return (
    <>
      <ol className={classes.funnel}>
        {stages.map(([label, count, of, reached]) => (
          <li key={label}>
            <Link to="/campaigns/$campaignId" params={{ campaignId }} search={{ reached }} replace resetScroll={false} onClick={toPeople} className={classes.stage}>
              <span className={classes.label}>{t(label)}</span>
              <span className={classes.count}>{formatNumber(count)}</span>
              <span className={classes.share}>{reached && formatPercent(count, of)}</span>
              <span className={classes.bar} style={{ width: `${counts.planned ? (100 * count) / counts.planned : 0}%` }} />
            </Link>
          </li>
        ))}
      </ol>
      <div className={classes.aside}>
        {awaiting > 0 && (
          <Button size="compact-sm" variant="default" component="span">
            {t('message.status.awaiting')}: {formatNumber(awaiting)}
          </Button>
        )}
        {aside
          .filter(([, count]) => count > 0)
          .map(([status, count]) => (
            <Button
              key={status}
              size="compact-sm"
              variant="default"
              renderRoot={props => <Link {...props} to="/campaigns/$campaignId" params={{ campaignId }} search={{ status }} replace resetScroll={false} onClick={toPeople} />}
            >
              {t(statusLabel[status])}: {formatNumber(count)}
            </Button>
          ))}
      </div>
    </>
  )
}
