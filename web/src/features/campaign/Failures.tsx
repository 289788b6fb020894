import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { formatNumber } from '../../lib/format'
import { isMetas, type Reason, type ReasonKey, useReason } from '../../lib/reasons'
import { Card } from '../../ui/Card'
import classes from './Campaign.module.css'
import { RetryFailed } from './RetryFailed'
import type { Report } from './queries'
import { toPeople } from './slice'

/** Who did not get it, in plain words, with whose move it is; those who may succeed can be tried again. */
export function Failures({ report: { campaign, counts, failures, skips } }: { report: Report }) {
  const { t } = useTranslation()
  const may = useMay()
  const ended = campaign.state === 'COMPLETED' || campaign.state === 'FAILED'
  return (
    <>
      {failures.length > 0 && (
        <Card
          flush
          title={t('failures.title')}
          actions={
            may('MANAGE_CAMPAIGNS') && ended && counts.failed > 0 && <RetryFailed campaign={campaign.id} />
          }
        >
          <ul className={classes.list}>
            {failures.map(failure => (
              <li key={failure.code} className={classes.entry}>
                <Link
                  to="/campaigns/$campaignId"
                  params={{ campaignId: campaign.id }}
                  search={{ status: 'FAILED', code: failure.code }}
                  replace
                  resetScroll={false}
                  onClick={toPeople}
                  className={classes.people}
                  aria-label={t('failures.who', { n: formatNumber(failure.people), code: failure.code })}
                >
                  {formatNumber(failure.people)}
                </Link>
                <Why of={failure.code} said={failure} />
                {isMetas(failure.code) && <span className={classes.wayOut}>{t('failures.code', { code: failure.code })}</span>}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {skips.length > 0 && (
        <Card flush title={t('skips.title')}>
          <ul className={classes.list}>
            {skips.map(skip => (
              <li key={skip.reason} className={classes.entry}>
                <span className={classes.people}>{formatNumber(skip.people)}</span>
                <Why of={skip.reason} said={skip} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

function Why({ of, said }: { of: ReasonKey; said: Reason }) {
  const { words, wayOut, foreign } = useReason(of, said)
  return (
    <div className={classes.words} {...foreign}>
      <p>{words}</p>
      <p className={classes.wayOut}>{wayOut}</p>
    </div>
  )
}
