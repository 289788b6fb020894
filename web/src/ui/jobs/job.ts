import { queryOptions } from '@tanstack/react-query'
import { api, ok, type Schemas } from '../../api/client'

export type Job = Schemas['Job']

/** The server's own record of long work; events of the subject JOB have it read again. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['job', 'one', id],
    queryFn: () => ok(api.GET('/api/jobs/{id}', { params: { path: { id } } })),
  })

export const isOver = (job: Job) => job.state !== 'QUEUED' && job.state !== 'RUNNING'
