import { Alert, Progress, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { formatNumber } from '../../lib/format'
import type { I18nKey } from '../../lib/i18n'
import { IconAlert } from '../icons'
import { ProblemNote } from '../ProblemNote'
import { isOver, type Job, jobQuery } from './job'
import classes from './JobProgress.module.css'

interface Props {
  jobId: string
  title: string
  /** Told once for a job that is over, also when it was over before. */
  onEnd?: (job: Job) => void
  /** What can be done while it runs. */
  actions?: ReactNode
  /** What came out; shown when it is over and did not fail. */
  children?: (job: Job) => ReactNode
}

const words = {
  QUEUED: 'job.queued',
  RUNNING: 'job.running',
  DONE: 'job.done',
  FAILED: 'job.failed',
  CANCELLED: 'job.cancelled',
} satisfies Record<Schemas['JobState'], I18nKey>

/** How far long work is. The work is the server's: whoever leaves and comes back with the job's id sees it go on. */
export function JobProgress({ jobId, title, onEnd, actions, children }: Props) {
  const { t } = useTranslation()
  const { data: job, error, refetch } = useQuery(jobQuery(jobId))
  useEnd(job, onEnd)
  if (!job) return error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton height={56} />
  const over = isOver(job)
  return (
    <section className={classes.job} aria-label={title}>
      <header className={classes.line}>
        <strong>{title}</strong>
        <span className={classes.state} role="status">
          {t(words[job.state])}
        </span>
      </header>
      {!over && (
        <>
          <Bar job={job} title={title} />
          <div className={classes.line}>
            <span className={classes.figures}>{howFar(job)}</span>
            {actions}
          </div>
        </>
      )}
      {job.state === 'FAILED' && job.error && (
        <Alert color="red" variant="light" icon={<IconAlert size={20} />} role="alert">
          <span lang="en" dir="auto">
            {job.error}
          </span>
        </Alert>
      )}
      {over && job.state !== 'FAILED' && children?.(job)}
    </section>
  )
}

function useEnd(job: Job | undefined, onEnd: Props['onEnd']) {
  const told = useRef<string>(undefined)
  useEffect(() => {
    if (!job || !isOver(job) || told.current === job.id) return
    told.current = job.id
    onEnd?.(job)
  }, [job, onEnd])
}

const howFar = ({ done, total }: Job) => (total === undefined ? formatNumber(done) : `${formatNumber(done)} / ${formatNumber(total)}`)

function Bar({ job: { done, total }, title }: { job: Job; title: string }) {
  const known = total !== undefined && total > 0
  return (
    <Progress.Root size="lg">
      <Progress.Section value={known ? Math.min(100, (100 * done) / total) : 100} animated={!known} striped={!known} aria-label={title} />
    </Progress.Root>
  )
}
