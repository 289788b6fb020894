import { queryOptions } from '@tanstack/react-query'
import { api, ok, once, type Schemas } from '../../api/client'
import type { MessageStatus } from './words'

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
  })

export const previewQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaign-preview', id],
    queryFn: () => ok(api.POST('/api/campaigns/{id}/preview', { params: { path: { id } } })),
    gcTime: 0,
    staleTime: 0,
  })

export const recipientsKey = (id: string, status?: MessageStatus) => ['recipients', id, status]
export const readRecipients = (id: string, status?: MessageStatus) => (cursor?: string) =>
  ok(api.GET('/api/campaigns/{id}/recipients', { params: { path: { id }, query: { status, cursor, limit: 100 } } }))

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
export const retryFailed = (id: string) => ok(api.POST('/api/campaigns/{id}/retry-failed', of(id)))
export const clone = ({ id, name }: { id: string; name: string }) =>
  ok(api.POST('/api/campaigns/{id}/clone', { params: { path: { id }, header: once() }, body: { name } }))

/** Saves the file that the server writes, under the name that it gives. */
export async function exportPeople(id: string, format: 'CSV' | 'XLSX') {
  const file = await ok(api.GET('/api/campaigns/{id}/export', { params: { path: { id }, query: { format } }, parseAs: 'blob' }))
  const url = URL.createObjectURL(file as unknown as Blob)
  const link = document.createElement('a')
  link.href = url
  link.download = `campaign-${id}.${format.toLowerCase()}`
  link.click()
  URL.revokeObjectURL(url)
}
