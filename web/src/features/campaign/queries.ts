import { queryOptions } from '@tanstack/react-query'
import { api, ok, once, type Schemas } from '../../api/client'
import { download } from '../../lib/download'
import type { Slice } from './slice'
import type { Outcome } from './words'

export type Campaign = Schemas['CampaignView']
export type Report = Schemas['CampaignReport']

export interface CampaignFilter {
  q?: string
  state?: Schemas['CampaignState']
  sort?: Schemas['CampaignFilterSort']
}

export const campaignsKey = (filter: CampaignFilter) => ['campaign', 'list', filter]
export const readCampaigns = (filter: CampaignFilter) => (cursor?: string) =>
  ok(api.GET('/api/campaigns', { params: { query: { ...filter, cursor } } }))

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaign', 'one', id],
    queryFn: () => ok(api.GET('/api/campaigns/{id}/report', { params: { path: { id } } })),
    // no live event comes while the database takes no changes
    refetchInterval: ({ state }) => (state.data?.campaign.state === 'RUNNING' ? 15_000 : false),
  })

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaign', 'one', id, 'draft'],
    queryFn: () => ok(api.GET('/api/campaigns/{id}', { params: { path: { id } } })),
  })

export const paceQuery = (id: string) =>
  queryOptions({
    // read again every so often while it runs: each message would be too often
    queryKey: ['campaign-pace', id],
    queryFn: () => ok(api.GET('/api/campaigns/{id}/pace', { params: { path: { id } } })),
  })

export const numbersQuery = queryOptions({
  queryKey: ['account', 'campaign-numbers'],
  queryFn: async () => (await ok(api.GET('/api/campaigns/numbers'))).numbers,
})

export const audienceNamesQuery = queryOptions({
  queryKey: ['audience', 'list', 'names'],
  queryFn: async () => (await ok(api.GET('/api/audiences', { params: { query: { limit: 200 } } }))).items,
})

export const previewQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaign-preview', id],
    queryFn: () => ok(api.POST('/api/campaigns/{id}/preview', { params: { path: { id } } })),
    gcTime: 0,
    staleTime: 0,
  })

export const recipientsKey = (id: string, slice: Slice) => ['recipients', id, slice]
export const readRecipients = (id: string, slice: Slice) => (cursor?: string) =>
  ok(api.GET('/api/campaigns/{id}/recipients', { params: { path: { id }, query: { ...slice, cursor, limit: 100 } } }))

export const storyQuery = (messageId: string) =>
  queryOptions({
    queryKey: ['message', 'one', messageId],
    queryFn: () => ok(api.GET('/api/messages/{id}/timeline', { params: { path: { id: messageId } } })),
    staleTime: 0,
  })

const of = (id: string) => ({ params: { path: { id } } })

export const start = (id: string) => ok(api.POST('/api/campaigns/{id}/start', of(id)))
export const pause = (id: string) => ok(api.POST('/api/campaigns/{id}/pause', of(id)))
export const resume = (id: string) => ok(api.POST('/api/campaigns/{id}/resume', of(id)))
export const cancel = (id: string) => ok(api.POST('/api/campaigns/{id}/cancel', of(id)))
export const retryFailed = (id: string) =>
  ok(api.POST('/api/campaigns/{id}/retry-failed', { params: { path: { id }, header: once() } }))
export const clone = ({ id, name }: { id: string; name: string }) =>
  ok(api.POST('/api/campaigns/{id}/clone', { params: { path: { id }, header: once() }, body: { name } }))

/** Saves the file that the server writes. */
export async function exportPeople(id: string, format: 'CSV' | 'XLSX') {
  const file = await ok(api.GET('/api/campaigns/{id}/export', { params: { path: { id }, query: { format } }, parseAs: 'blob' }))
  download(file as unknown as Blob, `campaign-${id}.${format.toLowerCase()}`)
}

export const schedule = ({ id, at, zone }: { id: string; at: string; zone: string }) =>
  ok(api.POST('/api/campaigns/{id}/schedule', { ...of(id), body: { at: at as never, zone } }))
export const unschedule = (id: string) => ok(api.POST('/api/campaigns/{id}/unschedule', of(id)))
export const deleteDraft = (id: string) => ok<unknown>(api.DELETE('/api/campaigns/{id}', of(id)))

/** Whoever was in this state when the audience is used: it follows later changes. */
export const saveSlice = ({ id, was, name }: { id: string; was: Outcome; name: string }) =>
  ok(api.POST('/api/audiences', { params: { header: once() }, body: { name, filter: { campaign: { id, was } } as never } }))
