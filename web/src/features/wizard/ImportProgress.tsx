import { Button, Group } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { download } from '../../lib/download'
import { formatNumber } from '../../lib/format'
import { Card } from '../../ui/Card'
import { IconDownload } from '../../ui/icons'
import { JobProgress } from '../../ui/jobs/JobProgress'
import { ProblemNote } from '../../ui/ProblemNote'
import { refused } from '../../ui/toasts'
import { cancelImport, importQuery, refusedRows } from './queries'
import classes from './Wizard.module.css'

interface Props {
  jobId: string
  onEnd: () => void
  onAnother: () => void
}

/** The import of this campaign's people, also for whoever comes back to it. */
export function ImportProgress({ jobId, onEnd, onAnother }: Props) {
  const { t } = useTranslation()
  const { data: report } = useQuery(importQuery(jobId))
  const stopping = useMutation({ mutationFn: () => cancelImport(jobId), onError: refused })
  const title = report ? t('wizard.import.of', { file: report.file }) : t('wizard.audience.file')
  return (
    <Card>
      <JobProgress
        jobId={jobId}
        title={title}
        onEnd={onEnd}
        actions={
          <Button size="xs" variant="default" loading={stopping.isPending} onClick={() => stopping.mutate()}>
            {t('wizard.import.stop')}
          </Button>
        }
      >
        {() => <Outcome jobId={jobId} />}
      </JobProgress>
      <Group justify="flex-end" mt="sm">
        <Button variant="subtle" size="xs" onClick={onAnother}>
          {t('wizard.import.another')}
        </Button>
      </Group>
    </Card>
  )
}

function Outcome({ jobId }: { jobId: string }) {
  const { t } = useTranslation()
  const { data, error } = useQuery(importQuery(jobId))
  const fetching = useMutation({ mutationFn: () => refusedRows(jobId), onError: refused, onSuccess: file => download(file, 'refused-rows.csv') })
  if (!data) return error ? <ProblemNote error={error} /> : null
  const { added, updated, unchanged, refused: rows, optedOut } = data.counts
  return (
    <>
      <p className={classes.outcome}>
        {t('wizard.import.taken', { n: formatNumber(added + updated + unchanged), added: formatNumber(added) })}
        {optedOut > 0 && ` ${t('wizard.import.optedOut', { n: formatNumber(optedOut) })}`}
      </p>
      {rows > 0 && (
        <Group gap="xs">
          <span className={classes.bad}>{t('wizard.import.refusedRows', { n: formatNumber(rows) })}</span>
          <Button size="xs" variant="default" leftSection={<IconDownload size={16} />} loading={fetching.isPending} onClick={() => fetching.mutate()}>
            {t('wizard.import.refusedFile')}
          </Button>
        </Group>
      )}
    </>
  )
}
