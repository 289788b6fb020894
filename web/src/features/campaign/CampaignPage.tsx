import { Alert, Anchor, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/problem'
import { formatDateTime, formatNumber, formatRate } from '../../lib/format'
import { IconAlert } from '../../ui/icons'
import { Card } from '../../ui/Card'
import { Page } from '../../ui/Page'
import { ProblemNote } from '../../ui/ProblemNote'
import { AudienceName, NumberNames } from './Cells'
import { CampaignActions } from './CampaignActions'
import classes from './Campaign.module.css'
import { Failures } from './Failures'
import { Funnel } from './Funnel'
import { PaceCard } from './PaceCard'
import { type Report, reportQuery } from './queries'
import { Recipients } from './Recipients'
import { Standstills } from './Standstills'
import { StateBadge } from './StateBadge'
import { type CampaignReason, useWhy } from './why'

export function CampaignPage() {
  const { t } = useTranslation()
  const { campaignId } = useParams({ from: '/inside/campaigns/$campaignId' })
  const { data, error, refetch } = useQuery(reportQuery(campaignId))
  const back = (
    <Anchor component={Link} to="/campaigns" size="sm">
      {t('campaign.back')}
    </Anchor>
  )
  if (!data)
    return (
      <div className={classes.wide}>
        {back}
        {error ? (
          <ProblemNote error={error} onRetry={error instanceof ApiProblem && error.body.status === 404 ? undefined : () => void refetch()} />
        ) : (
          <Skeleton height={260} mt="md" />
        )}
      </div>
    )
  const { campaign, counts } = data
  return (
    <div className={classes.wide}>
      {back}
      <Page title={campaign.name} actions={<CampaignActions report={data} />}>
        <Standing report={data} />
        {campaign.startedAt && (
          <>
            <Card title={t('funnel.title')}>
              <Funnel campaignId={campaign.id} counts={counts} />
            </Card>
            <PaceCard report={data} />
            <Failures report={data} />
            <Recipients report={data} />
          </>
        )}
      </Page>
    </div>
  )
}

/** Where it stands, why, and when it ends. */
function Standing({ report }: { report: Report }) {
  const { t } = useTranslation()
  const { campaign, messagesPerSecond, finishAt, limitedUntil } = report
  return (
    <>
      <dl className={classes.facts} aria-live="polite">
        <Fact name={t('campaigns.state')}>
          <StateBadge state={campaign.state} />
        </Fact>
        <Fact name={t('campaign.template')}>
          {campaign.template ? (
            <bdi className={classes.code}>
              {campaign.template.name} · {campaign.template.language}
            </bdi>
          ) : (
            '–'
          )}
        </Fact>
        <Fact name={t('campaigns.audience')}>
          <AudienceName audience={campaign.audience} />
        </Fact>
        <Fact name={t('campaigns.number')}>
          <NumberNames ids={campaign.phoneNumberIds} />
        </Fact>
        {campaign.messagesPerMinute !== undefined && (
          <Fact name={t('campaign.ownPace')}>{t('campaign.perMinute', { n: formatNumber(campaign.messagesPerMinute) })}</Fact>
        )}
        {campaign.owner && (
          <Fact name={t('campaigns.owner')}>
            <bdi>{campaign.owner}</bdi>
          </Fact>
        )}
        {campaign.schedule && !campaign.startedAt && (
          <Fact name={t('campaign.starts')}>
            {formatDateTime(campaign.schedule.startsAt)} ({campaign.schedule.zone})
          </Fact>
        )}
        {campaign.startedAt && <Fact name={t('campaign.started')}>{formatDateTime(campaign.startedAt)}</Fact>}
        {campaign.endedAt && <Fact name={t('campaign.ended')}>{formatDateTime(campaign.endedAt)}</Fact>}
        {messagesPerSecond !== undefined && (
          <Fact name={t('campaign.rate')}>{t('campaign.perSecond', { n: formatRate(messagesPerSecond) })}</Fact>
        )}
        {finishAt && <Fact name={t('campaign.finish')}>{formatDateTime(finishAt)}</Fact>}
      </dl>
      {campaign.reason && (
        <Alert variant="light" color={campaign.state === 'FAILED' ? 'red' : 'yellow'} icon={<IconAlert size={20} />} title={t('campaign.why')}>
          <Why reason={campaign.reason} />
        </Alert>
      )}
      <Standstills report={report} />
      {campaign.restingUntil && campaign.state === 'RUNNING' && (
        <Alert variant="light" color="blue">
          {t('campaign.resting', { at: formatDateTime(campaign.restingUntil) })}
        </Alert>
      )}
      {limitedUntil && (
        <Alert variant="light" color="blue">
          {t('campaign.limited', { at: formatDateTime(limitedUntil) })}
        </Alert>
      )}
    </>
  )
}

function Why({ reason }: { reason: CampaignReason }) {
  const { words, wayOut, foreign } = useWhy(reason)
  return (
    <Text size="sm" {...foreign}>
      {words} {wayOut}
    </Text>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
