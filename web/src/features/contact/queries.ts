import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, ok, once, type Schemas } from '../../api/client'
import { download as save } from '../../lib/download'
import { type ContactSearch, filterOf } from './search'

export type Contact = Schemas['ContactView']
export type ContactDetail = Schemas['ContactDetail']
export type ContactJob = Schemas['ContactJobsContactJob']
export type BulkRequest = Schemas['BulkRequest']
export type TimelineItem = Schemas['ContactTimelineItem']

/** No subject of events: thousands of people are not read again because one changed. */
export const contactsKey = (search: ContactSearch) => ['contacts', search]
export const readContacts = (search: ContactSearch) => (cursor?: string) => ok(api.GET('/api/contacts', { params: { query: { ...search, cursor, limit: 200 } } }))

export const countQuery = (search: ContactSearch) =>
  queryOptions({
    queryKey: ['contact', 'count', filterOf(search)],
    queryFn: () => ok(api.GET('/api/contacts/count', { params: { query: filterOf(search) } })),
    placeholderData: keepPreviousData,
  })

export const tagsQuery = queryOptions({ queryKey: ['contact', 'tags'], queryFn: () => ok(api.GET('/api/tags')), staleTime: 60_000 })

export const attributesQuery = queryOptions({
  queryKey: ['contact', 'attributes'],
  queryFn: () => ok(api.GET('/api/contacts/attributes')),
  staleTime: 60_000,
})

const of = (id: string) => ({ params: { path: { id } } })

export const contactQuery = (id: string) =>
  queryOptions({ queryKey: ['contact', 'one', id], queryFn: () => ok(api.GET('/api/contacts/{id}', of(id))) })

export const createContact = (contact: Schemas['ContactNew']) => ok(api.POST('/api/contacts', { params: { header: once() }, body: contact }))
export const changeContact = ({ id, change }: { id: string; change: Schemas['ContactChange'] }) =>
  ok(api.PATCH('/api/contacts/{id}', { ...of(id), body: change }))
export const deleteContact = (id: string) => ok(api.DELETE('/api/contacts/{id}', of(id)))
export const mergeContact = ({ id, other }: { id: string; other: string }) => ok(api.POST('/api/contacts/{id}/merge', { ...of(id), body: { other } }))
export const recordConsent = ({ id, consent }: { id: string; consent: Schemas['ContactConsentRequest'] }) =>
  ok(api.POST('/api/contacts/{id}/consent', { params: { path: { id }, header: once() }, body: consent }))

export const ledgerKey = (id: string) => ['contact', 'one', id, 'ledger']
export const readLedger = (id: string) => (cursor?: string) =>
  ok(api.GET('/api/contacts/{id}/consent', { params: { path: { id }, query: { cursor, limit: 50 } } }))

export const timelineKey = (id: string) => ['timeline', id]
export const readTimeline = (id: string) => (cursor?: string) =>
  ok(api.GET('/api/contacts/{id}/timeline', { params: { path: { id }, query: { cursor, limit: 40 } } }))

export const findPeople = (q: string) =>
  queryOptions({
    queryKey: ['contact', 'found', q],
    queryFn: () => ok(api.GET('/api/contacts', { params: { query: { q: q || undefined, limit: 20 } } })),
    placeholderData: keepPreviousData,
  })

export const numbersQuery = queryOptions({
  queryKey: ['account', 'numbers'],
  queryFn: async () => (await ok(api.GET('/api/accounts', { params: { query: { limit: 200 } } }))).items.flatMap(account => account.numbers),
  staleTime: 60_000,
})

export const startBulk = (request: BulkRequest) => ok(api.POST('/api/contacts/bulk', { params: { header: once() }, body: request }))

export const jobsKey = ['job', 'contacts']
export const readJobs = (cursor?: string) => ok(api.GET('/api/contacts/jobs', { params: { query: { cursor, limit: 50 } } }))

type Format = 'csv' | 'xlsx'
type Chosen = Pick<Schemas['BulkRequest'], 'ids' | 'filter'>

export async function exportContacts({ chosen, format }: { chosen: Chosen; format: Format }) {
  save((await ok(api.POST('/api/contacts/export', { body: { ...chosen, format }, parseAs: 'blob' }))) as unknown as Blob, `contacts.${format}`)
}
