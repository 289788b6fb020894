import { Button } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { useList } from '../../lib/useList'
import { Card } from '../../ui/Card'
import { ColumnChooser, useColumns } from '../../ui/ColumnChooser'
import { DataList } from '../../ui/DataList'
import { Page } from '../../ui/Page'
import { BulkBar } from './BulkBar'
import classes from './Campaigns.module.css'
import { CampaignFilters } from './CampaignFilters'
import { campaignColumns, usualColumns } from './columns'
import { FirstCampaign, NoMatch } from './NoCampaigns'
import { type CampaignFilter, campaignsKey, readCampaigns } from './queries'

/** Always shown. */
const FIXED = new Set(['select', 'name'])

export function CampaignsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate({ from: '/campaigns' })
  const filter: CampaignFilter = useSearch({ from: '/inside/campaigns' })
  const list = useList(campaignsKey(filter), readCampaigns(filter))
  const [shown, setShown] = useColumns('campaigns', usualColumns)
  const [chosen, setChosen] = useState<Set<string>>(new Set())
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const manages = may('MANAGE_CAMPAIGNS')
  const all = campaignColumns(t, { chosen, onToggle: toggle })
  const columns = all.filter(({ key }) => (key === 'select' ? manages : FIXED.has(key) || shown.includes(key)))
  return (
    <div className={classes.wide}>
      <Page
        title={t('screen.campaigns')}
        hint={t('campaigns.hint')}
        actions={
          <>
            <ColumnChooser all={all.filter(({ key }) => !FIXED.has(key))} chosen={shown} onChange={setShown} />
            {manages && (
              <Button component={Link} to="/campaigns/new">
                {t('campaigns.new')}
              </Button>
            )}
          </>
        }
      >
        <CampaignFilters filter={filter} onChange={change => void navigate({ search: former => ({ ...former, ...change }), replace: true })} />
        {chosen.size > 0 && (
          <BulkBar
            campaigns={list.rows.filter(campaign => chosen.has(campaign.id))}
            onAll={() => setChosen(new Set(list.rows.map(campaign => campaign.id)))}
            onNone={() => setChosen(new Set())}
          />
        )}
        <Card flush>
          <DataList
            label={t('screen.campaigns')}
            columns={columns}
            rowKey={campaign => campaign.id}
            onOpen={campaign => void navigate({ to: '/campaigns/$campaignId', params: { campaignId: campaign.id } })}
            openLabel={campaign => campaign.name}
            {...list}
            empty={(filter.q ?? filter.state) ? <NoMatch /> : <FirstCampaign />}
          />
        </Card>
      </Page>
    </div>
  )
}
