import '@mantine/charts/styles.layer.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page'
import { Agents } from './Agents'
import classes from './Analytics.module.css'
import { Breakdown } from './Breakdown'
import { HeatMap } from './HeatMap'
import { Numbers } from './Numbers'
import { OverTime } from './OverTime'
import { type AnalyticsSearch, periodOf } from './period'
import { PeriodBar } from './PeriodBar'
import { filterOf } from './queries'
import { Tiles } from './Tiles'

export function AnalyticsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/analytics' })
  const search: AnalyticsSearch = useSearch({ from: '/inside/analytics' })
  const { days, from, to } = search
  const period = useMemo(() => periodOf({ days, from, to }), [days, from, to])
  const filter = filterOf(search)
  const set = (change: AnalyticsSearch) => void navigate({ search: former => ({ ...former, ...change }), replace: true, resetScroll: false })
  return (
    <div className={classes.page}>
      <Page title={t('screen.analytics')} hint={t('analytics.zone', { zone: period.zone })}>
        <PeriodBar search={search} onChange={set} />
        <Tiles period={period} filter={filter} />
        <OverTime period={period} filter={filter} />
        <Breakdown period={period} filter={filter} by={search.by ?? 'CAMPAIGN'} onBy={by => set({ by: by === 'CAMPAIGN' ? undefined : by })} />
        <HeatMap period={period} filter={filter} />
        <Numbers period={period} />
        <Agents period={period} />
      </Page>
    </div>
  )
}
