import { Button, Group, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../../lib/format'
import type { I18nKey } from '../../../lib/i18n'
import { Confirm } from '../../../ui/Confirm'
import { isOver } from '../../../ui/jobs/job'
import { JobProgress } from '../../../ui/jobs/JobProgress'
import { refused } from '../../../ui/toasts'
import classes from './Import.module.css'
import { cancelImport, type ImportReport, reportQuery, undoImport } from './queries'
import { Remarks } from './Remarks'

interface Props {
  jobId: string
  onEnd?: () => void
}

const figures = {
  read: 'import.read',
  added: 'import.added',
  updated: 'import.updated',
  unchanged: 'import.unchanged',
  refused: 'import.refused',
  optedOut: 'import.optedOut',
} as const satisfies Record<keyof ImportReport['counts'], I18nKey>

/** How far an import is and what became of its rows; it can be stopped, and taken back. */
export function ReportView({ jobId, onEnd }: Props) {
  const { t } = useTranslation()
  const report = useQuery(reportQuery(jobId)).data
  const [asking, setAsking] = useState(false)
  const stopping = useMutation({ mutationFn: cancelImport, onError: refused })
  const undoing = useMutation({ mutationFn: undoImport, onSuccess: () => setAsking(false) })
  const title = report ? t(report.dryRun ? 'work.dryRun' : 'work.import', { file: report.file }) : t('import.title')
  const stop = (
    <Button size="xs" variant="default" loading={stopping.isPending} onClick={() => stopping.mutate(jobId)}>
      {t('import.stop')}
    </Button>
  )
  const canUndo = report && isOver(report.job) && !report.dryRun && report.counts.added + report.counts.updated > 0 && !undoing.data
  return (
    <Stack gap="md">
      <JobProgress jobId={jobId} title={title} actions={stop} onEnd={onEnd} />
      {report && (
        <>
          <dl className={classes.figures} aria-live="polite">
            {(Object.keys(figures) as (keyof typeof figures)[]).map(name => (
              <div key={name} data-bad={(name === 'refused' && report.counts.refused > 0) || undefined}>
                <dt>{t(figures[name])}</dt>
                <dd>{formatNumber(report.counts[name])}</dd>
              </div>
            ))}
          </dl>
          <Remarks jobId={jobId} kind="refusals" reasons={report.reasons} />
          <Remarks jobId={jobId} kind="notices" reasons={report.notices} />
        </>
      )}
      {undoing.data && <JobProgress jobId={undoing.data.jobId} title={t('bulk.undoImport')}>{job => <Undone result={job.result} />}</JobProgress>}
      {canUndo && (
        <Group>
          <Button size="sm" variant="light" color="red" onClick={() => setAsking(true)}>
            {t('import.undo')}
          </Button>
        </Group>
      )}
      {asking && (
        <Confirm
          title={t('import.undo')}
          text={t('import.undoHint')}
          action={t('import.undo')}
          busy={undoing.isPending}
          error={undoing.error}
          onClose={() => setAsking(false)}
          onConfirm={() => undoing.mutate(jobId)}
        />
      )}
    </Stack>
  )
}

function Undone({ result }: { result: unknown }) {
  const { t } = useTranslation()
  const { removed = 0, kept = 0 } = (result ?? {}) as { removed?: number; kept?: number }
  return <p className={classes.samples}>{t('work.removed', { removed: formatNumber(removed), kept: formatNumber(kept) })}</p>
}
