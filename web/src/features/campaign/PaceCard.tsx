import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { download } from '../../lib/download'
import { useOnChange } from '../../lib/useOnChange'
import { Card } from '../../ui/Card'
import { IconDownload } from '../../ui/icons'
import classes from './Campaign.module.css'
import { asCsv, fromStart, rates } from './pace'
import { type Report, paceQuery } from './queries'

// the library behind it is larger than the rest of the page
const PaceChart = lazy(() => import('./PaceChart'))

/** While it runs, it is drawn anew so often. */
const AGAIN = 10_000
/** Fewer points say nothing that the figures do not. */
const FEWEST = 2

/** How fast it went, and how far it came, over time. */
export function PaceCard({ report: { campaign, counts } }: { report: Report }) {
  const { t } = useTranslation()
  const [shows, setShows] = useState<'rate' | 'progress'>('rate')
  const running = campaign.state === 'RUNNING'
  const { data, refetch } = useQuery({ ...paceQuery(campaign.id), refetchInterval: running ? AGAIN : false })
  // its last steps, and what is reported later
  useOnChange(`${running} ${JSON.stringify(counts)}`, () => {
    if (!running) void refetch()
  })
  const points = fromStart(data?.points ?? [], campaign.startedAt)
  if (!data || points.length < FEWEST) return null
  const save = () => download(new Blob([asCsv(points)], { type: 'text/csv' }), `campaign-${campaign.id}-pace.csv`)
  return (
    <Card
      title={t('pace.title')}
      actions={
        <div className={classes.tools}>
          <SegmentedControl
            size="xs"
            aria-label={t('pace.title')}
            value={shows}
            onChange={value => setShows(value as typeof shows)}
            data={[
              { value: 'rate', label: t('pace.rate') },
              { value: 'progress', label: t('pace.progress') },
            ]}
          />
          <Button size="xs" variant="default" leftSection={<IconDownload size={16} />} onClick={save}>
            {t('pace.csv')}
          </Button>
        </div>
      }
    >
      <Suspense fallback={<Skeleton height={240} />}>
        <PaceChart shows={shows} points={points} rates={rates(points, data.stepSeconds)} />
      </Suspense>
    </Card>
  )
}
