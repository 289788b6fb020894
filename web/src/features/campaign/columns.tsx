import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { formatDateTime, formatNumber, formatPercent } from '../../lib/format'
import type { I18nKey } from '../../lib/i18n'
import type { Column } from '../../ui/DataList'
import classes from './Campaigns.module.css'
import { AudienceName, Figure, NumberNames, Progress } from './Cells'
import type { Campaign, Report } from './queries'
import type { Slice } from './slice'
import { StateBadge } from './StateBadge'
import { type CampaignReason, firstSentence, useWhy } from './why'

interface Selection {
  chosen: Set<string>
  onToggle: (id: string) => void
}

const figures = [
  ['delivered', 'message.status.delivered', { reached: 'DELIVERED' }, '76px', ({ counts }) => formatPercent(counts.delivered, counts.accepted)],
  ['read', 'message.status.read', { reached: 'READ' }, '60px', ({ counts }) => formatPercent(counts.read, counts.accepted)],
  ['replied', 'campaigns.replied', { reached: 'REPLIED' }, '86px', ({ counts }) => formatNumber(counts.replied)],
  ['failed', 'campaigns.failed', { status: 'FAILED' }, '54px', ({ counts }) => formatNumber(counts.failed)],
] as const satisfies [string, I18nKey, Slice, string, (report: Report) => string][]

/** Everything that a list of campaigns can show. */
export function campaignColumns(t: TFunction, { chosen, onToggle }: Selection): Column<Campaign>[] {
  return [
    {
      key: 'select',
      corner: true,
      header: '',
      width: '28px',
      bare: true,
      cell: ({ id, name }) => <Checkbox size="sm" aria-label={t('campaigns.select', { name })} checked={chosen.has(id)} onChange={() => onToggle(id)} />,
    },
    { key: 'name', header: t('field.name'), width: 'minmax(8.5rem, 2fr)', bare: true, opens: true, cell: campaign => <Name campaign={campaign} /> },
    { key: 'number', header: t('campaigns.number'), width: 'minmax(8rem, 1fr)', cell: campaign => <NumberNames ids={campaign.phoneNumberIds} /> },
    { key: 'audience', header: t('campaigns.audience'), width: 'minmax(5.25rem, 1fr)', cell: campaign => <AudienceName audience={campaign.audience} /> },
    { key: 'state', header: t('campaigns.state'), width: '116px', cell: campaign => <State campaign={campaign} /> },
    { key: 'progress', header: t('campaigns.sent'), width: '112px', cell: campaign => (campaign.startedAt ? <Progress campaign={campaign} /> : '–') },
    ...figures.map(([key, header, slice, width, show]) => ({
      key,
      header: t(header),
      width,
      align: 'end' as const,
      cell: (campaign: Campaign) =>
        campaign.startedAt ? (
          <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} search={slice} className={classes.figure}>
            <Figure campaign={campaign} show={show} />
          </Link>
        ) : (
          '–'
        ),
    })),
    { key: 'started', header: t('campaign.started'), width: '118px', cell: ({ startedAt, schedule }) => when(startedAt ?? schedule?.startsAt) },
    { key: 'created', header: t('campaigns.created'), width: '118px', cell: ({ createdAt }) => when(createdAt) },
    { key: 'ended', header: t('campaign.ended'), width: '118px', cell: ({ endedAt }) => when(endedAt) },
    { key: 'owner', header: t('campaigns.owner'), width: 'minmax(5rem, 0.7fr)', cell: ({ owner }) => <bdi>{owner ?? '–'}</bdi> },
  ]
}

export const usualColumns = ['audience', 'state', 'progress', 'delivered', 'read', 'replied', 'failed', 'started', 'owner']

const when = (at: string | undefined) => (at ? formatDateTime(at) : '–')

function Name({ campaign: { name, template } }: { campaign: Campaign }) {
  return (
    <span className={classes.who}>
      <bdi className={classes.name}>{name}</bdi>
      {template && (
        <bdi className={classes.template}>
          {template.name} · {template.language}
        </bdi>
      )}
    </span>
  )
}

/** A pause says by whom, or which guard it was. */
function State({ campaign: { state, reason } }: { campaign: Campaign }) {
  return (
    <span className={classes.state}>
      <StateBadge state={state} />
      {state === 'PAUSED' && reason && <Why reason={reason} />}
    </span>
  )
}

function Why({ reason }: { reason: CampaignReason }) {
  const { words, foreign } = useWhy(reason)
  return (
    <small {...foreign} title={words}>
      {firstSentence(words)}
    </small>
  )
}
