import { queryOptions } from '@tanstack/react-query'
import { api, ok, type Schemas } from './client'

export type Job = Schemas['Job']

export const ended = (job: Job) => job.state !== 'QUEUED' && job.state !== 'RUNNING'

/** Long work, followed until it ends: by live events, and by asking where they do not come. */
export const jobQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['job', 'one', id],
    queryFn: () => ok(api.GET('/api/jobs/{id}', { params: { path: { id: id! } } })),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && ended(state.data) ? false : 1000),
  })
