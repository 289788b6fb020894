import { ActionIcon } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconClose } from '../../ui/icons'
import { isOver, type Job } from '../../ui/jobs/job'
import { JobProgress } from '../../ui/jobs/JobProgress'
import classes from './Contacts.module.css'
import { type ContactJob, jobsKey, readJobs } from './queries'
import { useJobTitle, useJobWords } from './useJobTitle'

/** What ended so long ago is no news for whoever comes to the page. */
const NEWS = 15_000
const MOST = 3

/** Imports and bulk actions that run, whoever started them and wherever one was meanwhile. */
export function WorkStrip() {
  const { t } = useTranslation()
  const jobs = useQuery({ queryKey: jobsKey, queryFn: () => readJobs() }).data?.items ?? []
  const [since] = useState(() => Date.now() - NEWS)
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const shown = jobs.filter(({ job }) => (!isOver(job) || Date.parse(job.finishedAt ?? '') > since) && !gone.has(job.id)).slice(0, MOST)
  if (shown.length === 0) return null
  return (
    <div className={classes.work}>
      {shown.map(one => (
        <div key={one.job.id} className={classes.job}>
          <Work one={one} />
          {isOver(one.job) && (
            <ActionIcon variant="subtle" color="gray" aria-label={t('work.hide')} onClick={() => setGone(former => new Set([...former, one.job.id]))}>
              <IconClose size={18} />
            </ActionIcon>
          )}
        </div>
      ))}
    </div>
  )
}

function Work({ one }: { one: ContactJob }) {
  const { t } = useTranslation()
  const title = useJobTitle()
  const words = useJobWords()
  const report = one.file && (
    <Link to="/contacts/imports/$jobId" params={{ jobId: one.job.id }}>
      {t('import.report')}
    </Link>
  )
  return (
    <JobProgress jobId={one.job.id} title={title(one)} actions={report}>
      {(job: Job) => (
        <p className={classes.result}>
          {words({ ...one, job })} {report}
        </p>
      )}
    </JobProgress>
  )
}
