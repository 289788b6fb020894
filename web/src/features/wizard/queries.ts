import { queryOptions } from '@tanstack/react-query'
import { api, ok, once, type Schemas } from '../../api/client'

export type Campaign = Schemas['CampaignView']
export type Change = Schemas['CampaignChange']
export type Forecast = Schemas['PreviewForecast']
export type Mapping = Schemas['Mapping']
export type Slot = Schemas['TemplateSlotView']
export type Template = Schemas['TemplateView']
export type SenderNumber = Schemas['CampaignNumbersView']

const of = (id: string) => ({ params: { path: { id } } })

export const draftKey = (id: string) => ['campaign', 'one', id, 'draft']
export const draftQuery = (id: string) =>
  queryOptions({ queryKey: draftKey(id), queryFn: () => ok(api.GET('/api/campaigns/{id}', of(id))), staleTime: 0 })

export const createDraft = (draft: Schemas['CampaignNew']) => ok(api.POST('/api/campaigns', { params: { header: once() }, body: draft }))
export const saveDraft = (id: string, change: Change) => ok(api.PATCH('/api/campaigns/{id}', { ...of(id), body: change }))

/** Of the draft as it was saved in this version. */
export const forecastQuery = (id: string, version: number) =>
  queryOptions({
    // not of the subject that live events name: counting anew with each message of another campaign would be much work for nothing
    queryKey: ['campaign-forecast', id, version],
    queryFn: () => ok(api.POST('/api/campaigns/{id}/preview', of(id))),
    staleTime: 0,
  })

export const numbersQuery = queryOptions({
  queryKey: ['account', 'campaign-numbers'],
  queryFn: async () => (await ok(api.GET('/api/campaigns/numbers'))).numbers,
  staleTime: 0,
})

export const templatesKey = (q: string) => ['template', 'to-send', q]
export const readTemplates = (q: string) => (cursor?: string) => ok(api.GET('/api/templates', { params: { query: { q: q || undefined, cursor, limit: 50 } } }))

export const templateQuery = ({ wabaId, name, language }: Schemas['CampaignTemplate']) =>
  queryOptions({
    queryKey: ['template', 'one', wabaId, name, language],
    queryFn: () => ok(api.GET('/api/templates/{account}/{name}/{language}', { params: { path: { account: wabaId, name, language } } })),
  })

export const tagsQuery = queryOptions({ queryKey: ['contact', 'tags'], queryFn: () => ok(api.GET('/api/tags')) })
export const attributesQuery = queryOptions({ queryKey: ['contact', 'attributes'], queryFn: () => ok(api.GET('/api/contacts/attributes')) })
export const pastCampaignsQuery = queryOptions({
  queryKey: ['campaign-names'],
  queryFn: async () => (await ok(api.GET('/api/campaigns', { params: { query: { limit: 100 } } }))).items.filter(one => one.startedAt),
})

export const audiencesQuery = queryOptions({
  queryKey: ['audience', 'list', 'names'],
  queryFn: async () => (await ok(api.GET('/api/audiences', { params: { query: { limit: 200 } } }))).items,
})
export const saveAudience = (name: string, filter: Record<string, never>) =>
  ok(api.POST('/api/audiences', { params: { header: once() }, body: { name, filter } }))

const form = (parts: Record<string, Blob | string>) => {
  const data = new FormData()
  for (const [name, part] of Object.entries(parts)) data.append(name, part)
  return data
}
/** Multipart bodies as the browser makes them; their types know no files. */
const multipart = (parts: Record<string, Blob | string>) => ({ body: form(parts) as never, bodySerializer: (body: unknown) => body as FormData })

export type ImportOptions = Schemas['ImportOptionsSent']
const upload = (file: File, options: ImportOptions) => multipart({ file, options: JSON.stringify(options) })
export const startImport = (file: File, options: ImportOptions) =>
  ok(api.POST('/api/contacts/import', { params: { header: once() }, ...upload(file, options) }))
export const uploadMedium = (file: File) => ok(api.POST('/api/media', multipart({ file })))
export const mediumQuery = (id: string) =>
  queryOptions({
    queryKey: ['medium', id],
    queryFn: async () => {
      const blob = await ok(api.GET('/api/media/{id}', { ...of(id), parseAs: 'blob' }))
      return blob as unknown as Blob
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

export const start = (id: string) => ok(api.POST('/api/campaigns/{id}/start', { params: { path: { id }, header: once() } }))
export const schedule = (id: string, at: string, zone: string) =>
  ok(api.POST('/api/campaigns/{id}/schedule', { ...of(id), body: { at: at as never, zone } }))
export const unschedule = (id: string) => ok(api.POST('/api/campaigns/{id}/unschedule', of(id)))
export const testSend = (id: string, to: string[]) =>
  ok(api.POST('/api/campaigns/{id}/test-send', { params: { path: { id }, header: once() }, body: { to } }))
