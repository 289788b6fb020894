import { Button, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatDateTime, formatNumber, formatPercent } from '../../lib/format'
import { useList } from '../../lib/useList'
import { Card } from '../../ui/Card'
import { type Column, DataList } from '../../ui/DataList'
import { Empty } from '../../ui/Empty'
import { IconCampaign, IconSearch } from '../../ui/icons'
import { Page } from '../../ui/Page'
import classes from './Campaigns.module.css'
import { type Campaign, type CampaignFilter, campaignsKey, readCampaigns, type Report, reportQuery } from './queries'
import { StateBadge } from './StateBadge'
import { stateLabel, states } from './words'

export function CampaignsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/campaigns' })
  const filter: CampaignFilter = useSearch({ from: '/inside/campaigns' })
  const list = useList(campaignsKey(filter), readCampaigns(filter))
  const set = (change: CampaignFilter) => void navigate({ search: former => ({ ...former, ...change }), replace: true })
  const search = useDebouncedCallback((q: string) => set({ q: q.trim() || undefined }), 250)
  const filtered = Boolean(filter.q ?? filter.state)
  const figure = (show: (report: Report) => string) => (campaign: Campaign) => <Figure campaign={campaign} show={show} />
  const columns: Column<Campaign>[] = [
    {
      key: 'name',
      header: t('field.name'),
      width: 'minmax(12rem, 2fr)',
      bare: true,
      cell: campaign => (
        <span className={classes.who}>
          <bdi className={classes.name}>{campaign.name}</bdi>
          <bdi className={classes.template}>
            {campaign.template.name} · {campaign.template.language}
          </bdi>
        </span>
      ),
    },
    { key: 'state', header: t('campaigns.state'), width: '120px', cell: campaign => <StateBadge state={campaign.state} /> },
    { key: 'progress', header: t('campaigns.sent'), width: '160px', cell: campaign => <Progress campaign={campaign} /> },
    {
      key: 'delivered',
      header: t('message.status.delivered'),
      width: '90px',
      align: 'end',
      cell: figure(({ counts }) => formatPercent(counts.delivered, counts.accepted)),
    },
    { key: 'read', header: t('message.status.read'), width: '80px', align: 'end', cell: figure(({ counts }) => formatPercent(counts.read, counts.accepted)) },
    { key: 'replied', header: t('funnel.replied'), width: '80px', align: 'end', cell: figure(({ counts }) => formatNumber(counts.replied)) },
    { key: 'failed', header: t('message.status.failed'), width: '80px', align: 'end', cell: figure(({ counts }) => formatNumber(counts.failed)) },
    { key: 'made', header: t('campaigns.made'), width: '165px', cell: campaign => formatDateTime(campaign.startedAt ?? campaign.createdAt) },
  ]
  return (
    <div className={classes.wide}>
      <Page title={t('screen.campaigns')} hint={t('campaigns.hint')}>
        <div className={classes.filters} role="search" aria-label={t('audit.filters')}>
          <TextInput
            aria-label={t('campaigns.search')}
            placeholder={t('campaigns.search')}
            leftSection={<IconSearch size={18} aria-hidden />}
            defaultValue={filter.q}
            onChange={event => search(event.currentTarget.value)}
          />
          <Select
            aria-label={t('campaigns.state')}
            placeholder={t('campaigns.everyState')}
            clearable
            data={states.map(value => ({ value, label: t(stateLabel[value]) }))}
            value={filter.state ?? null}
            onChange={state => set({ state: (state as CampaignFilter['state']) ?? undefined })}
          />
          <Select
            aria-label={t('campaigns.sort')}
            allowDeselect={false}
            data={[
              { value: 'NEWEST', label: t('campaigns.newest') },
              { value: 'OLDEST', label: t('campaigns.oldest') },
              { value: 'NAME', label: t('campaigns.byName') },
            ]}
            value={filter.sort ?? 'NEWEST'}
            onChange={sort => set({ sort: sort === 'NEWEST' ? undefined : (sort as CampaignFilter['sort']) })}
          />
        </div>
        <Card flush>
          <DataList
            label={t('screen.campaigns')}
            columns={columns}
            rowKey={campaign => campaign.id}
            onOpen={campaign => void navigate({ to: '/campaigns/$campaignId', params: { campaignId: campaign.id } })}
            openLabel={campaign => campaign.name}
            {...list}
            empty={
              filtered ? (
                <Empty
                  icon={IconCampaign}
                  title={t('campaigns.noMatch')}
                  hint={t('campaigns.noMatchHint')}
                  action={
                    <Button component="a" href="/campaigns" variant="default">
                      {t('list.clear')}
                    </Button>
                  }
                />
              ) : (
                <Empty icon={IconCampaign} title={t('campaigns.none')} hint={t('campaigns.noneHint')} />
              )
            }
          />
        </Card>
      </Page>
    </div>
  )
}

/** Before it starts there is nothing to count. */
const isCounted = (campaign: Campaign) => campaign.startedAt !== undefined

function useReport(campaign: Campaign) {
  return useQuery({ ...reportQuery(campaign.id), enabled: isCounted(campaign) }).data
}

function Figure({ campaign, show }: { campaign: Campaign; show: (report: Report) => string }) {
  const report = useReport(campaign)
  return report ? show(report) : '–'
}

function Progress({ campaign }: { campaign: Campaign }) {
  const report = useReport(campaign)
  if (!report) return '–'
  const { accepted, planned, skipped } = report.counts
  const due = planned - skipped
  return (
    <span className={classes.progress}>
      <meter className={classes.meter} value={accepted} max={Math.max(due, 1)} aria-hidden />
      <span>
        {formatNumber(accepted)} / {formatNumber(due)}
      </span>
    </span>
  )
}
