import { Button, Skeleton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/Card'
import { Empty } from '../../ui/Empty'
import { IconDownload } from '../../ui/icons'
import { ProblemNote } from '../../ui/ProblemNote'
import { refused } from '../../ui/toasts'
import classes from './Analytics.module.css'
import { FiguresTable, type TableOf } from './FiguresTable'
import { IconChart, IconTable } from './icons'

interface Props {
  title: string
  hint?: string
  /** What can be chosen of the chart. */
  tools?: ReactNode
  query: { isPending: boolean; error: unknown; refetch: () => unknown }
  empty: boolean
  onSave: () => Promise<unknown>
  table: () => TableOf
  /** The chart; the table stands in its place when it is wished. Left out where the table is all there is. */
  children?: ReactNode
}

/** A chart with its file and its table: what the eye sees can be read and taken along, too. */
export function ChartCard({ title, hint, tools, query, empty, onSave, table, children }: Props) {
  const { t } = useTranslation()
  const [asTable, setAsTable] = useState(false)
  const saving = useMutation({ mutationFn: onSave, onError: refused })
  const actions = (
    <div className={classes.tools}>
      {tools}
      {children && (
        <Button size="xs" variant="default" leftSection={asTable ? <IconChart size={16} /> : <IconTable size={16} />} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'analytics.asChart' : 'analytics.asTable')}
        </Button>
      )}
      <Button size="xs" variant="default" leftSection={<IconDownload size={16} />} loading={saving.isPending} onClick={() => saving.mutate()} aria-label={t('analytics.csvOf', { chart: title })}>
        {'CSV'}
      </Button>
    </div>
  )
  return (
    <Card title={title} hint={hint} actions={actions}>
      {query.error ? (
        <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton height={220} />
      ) : empty ? (
        <Empty icon={IconChart} title={t('analytics.none')} hint={t('analytics.noneHint')} />
      ) : asTable || !children ? (
        <FiguresTable label={title} {...table()} />
      ) : (
        children
      )}
    </Card>
  )
}
