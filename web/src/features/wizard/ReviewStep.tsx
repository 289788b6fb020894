import { Skeleton } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatDateTime, formatNumber, formatRate } from '../../lib/format'
import { Card } from '../../ui/Card'
import { ProblemNote } from '../../ui/ProblemNote'
import { Checklist } from './Checklist'
import { Countries } from './Countries'
import { DaySplit } from './DaySplit'
import type { Kept } from './kept'
import type { Campaign, Forecast } from './queries'
import { StartBox } from './StartBox'
import type { Step } from './steps'
import { TestSend } from './TestSend'
import { instantOf, ownZone } from './time'
import classes from './Wizard.module.css'

interface Props {
  draft: Campaign
  kept: Kept
  forecast: UseQueryResult<Forecast>
  onGo: (step: Step) => void
}

/** What would happen, what stands in the way, and the button that makes it so. */
export function ReviewStep({ draft, kept, forecast: { data, error, refetch }, onGo }: Props) {
  const { t } = useTranslation()
  if (!data) return error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton height={360} />
  const { willBeSent, matching, limit, outlook } = data
  const zone = draft.zone ?? ownZone()
  const startsAt = kept.at ? instantOf(kept.at, zone) : undefined
  // the forecast was made for now; a later start moves its end
  const finish = outlook.finishAt && Date.parse(outlook.finishAt) + (startsAt ? Math.max(0, startsAt - Date.parse(outlook.startAt)) : 0)
  return (
    <div className={classes.sides}>
      <div className={classes.parts}>
        <Card>
          <dl className={classes.tiles}>
            <div>
              <dt>{t('wizard.review.people')}</dt>
              <dd>
                {formatNumber(willBeSent)}
                <small>{t('wizard.review.of', { n: formatNumber(matching) })}</small>
              </dd>
            </div>
            <div>
              <dt>{t('wizard.review.starts')}</dt>
              <dd>
                {startsAt ? formatDateTime(startsAt) : t('wizard.timing.now')}
                {startsAt && <small>{zone}</small>}
              </dd>
            </div>
            <div>
              <dt>{t('wizard.timing.pace')}</dt>
              <dd>
                {draft.messagesPerMinute ? (
                  t('campaign.perMinute', { n: formatNumber(draft.messagesPerMinute) })
                ) : (
                  <>
                    {t('wizard.timing.paceAutomatic')}
                    {data.messagesPerSecond > 0 && <small>{t('campaign.perSecond', { n: formatRate(data.messagesPerSecond) })}</small>}
                  </>
                )}
              </dd>
            </div>
            <div>
              <dt>{t('campaign.finish')}</dt>
              <dd>{finish ? formatDateTime(finish) : '–'}</dd>
            </div>
            <div>
              <dt>{t('wizard.review.room')}</dt>
              <dd>
                {limit ? formatNumber(limit.left) : t('wizard.unlimited')}
                {limit && <small>{t('wizard.review.limit', { n: formatNumber(limit.perDay) })}</small>}
              </dd>
            </div>
          </dl>
        </Card>
        <Checklist forecast={data} draft={draft} onGo={onGo} />
        {outlook.days.length > 1 && <DaySplit days={outlook.days} />}
        {data.countries.length > 0 && <Countries countries={data.countries} />}
      </div>
      <div className={classes.parts}>
        <StartBox draft={draft} forecast={data} at={kept.at} zone={zone} />
        {draft.template && <TestSend id={draft.id} />}
      </div>
    </div>
  )
}
