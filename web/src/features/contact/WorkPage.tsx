import { Badge } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatDateTime, formatNumber } from '../../lib/format'
import type { I18nKey } from '../../lib/i18n'
import { useList } from '../../lib/useList'
import { Card } from '../../ui/Card'
import { type Column, DataList } from '../../ui/DataList'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { IconImport } from './icons'
import { type ContactJob, jobsKey, readJobs } from './queries'
import { useJobTitle, useJobWords } from './useJobTitle'

const states = {
  QUEUED: { label: 'job.queued', color: 'gray' },
  RUNNING: { label: 'job.running', color: 'blue' },
  DONE: { label: 'job.done', color: 'wa' },
  FAILED: { label: 'job.failed', color: 'red' },
  CANCELLED: { label: 'job.cancelled', color: 'gray' },
} as const satisfies Record<ContactJob['job']['state'], { label: I18nKey; color: string }>

/** Every import and bulk action there was. */
export function WorkPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const title = useJobTitle()
  const words = useJobWords()
  const list = useList([...jobsKey, 'all'], readJobs)
  const columns: Column<ContactJob>[] = [
    { key: 'what', header: t('work.what'), width: 'minmax(0, 2fr)', bare: true, cell: one => <bdi>{title(one)}</bdi> },
    {
      key: 'state',
      header: t('work.state'),
      width: '150px',
      cell: ({ job }) => (
        <Badge variant="light" color={states[job.state].color}>
          {t(states[job.state].label)}
        </Badge>
      ),
    },
    { key: 'done', header: t('work.result'), width: 'minmax(0, 2fr)', cell: one => words(one) || `${formatNumber(one.job.done)}${one.job.total ? ` / ${formatNumber(one.job.total)}` : ''}` },
    { key: 'at', header: t('work.at'), width: '170px', cell: ({ job }) => formatDateTime(job.createdAt) },
  ]
  return (
    <Page title={t('work.title')} hint={t('work.hint')}>
      <Card flush>
        <DataList
          label={t('work.title')}
          columns={columns}
          rowKey={one => one.job.id}
          onOpen={one => void (one.file && navigate({ to: '/contacts/imports/$jobId', params: { jobId: one.job.id } }))}
          openLabel={title}
          {...list}
          empty={<Empty icon={IconImport} title={t('work.none')} hint={t('work.noneHint')} />}
        />
      </Card>
    </Page>
  )
}
