import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, ok, once, type Schemas } from '../../api/client'
import type { FilterChoices } from '../../ui/filter/FilterBuilder'
import type { FilterJson } from '../../ui/filter/model'

export type Audience = Schemas['AudienceView']

/** @property q part of the name */
export interface AudienceSearch {
  q?: string
}

export const audiencesKey = (search: AudienceSearch) => ['audience', 'list', search]
export const readAudiences = (search: AudienceSearch) => (cursor?: string) => ok(api.GET('/api/audiences', { params: { query: { ...search, cursor, limit: 100 } } }))

const of = (id: string) => ({ params: { path: { id } } })

export const audienceQuery = (id: string) => queryOptions({ queryKey: ['audience', 'one', id], queryFn: () => ok(api.GET('/api/audiences/{id}', of(id))) })

/** People come and go without a word about audiences: counted again after a minute. */
export const countQuery = (id: string) =>
  queryOptions({ queryKey: ['audience', 'one', id, 'count'], queryFn: () => ok(api.GET('/api/audiences/{id}/count', of(id))), staleTime: 60_000 })

export const previewQuery = (filter: FilterJson | undefined) =>
  queryOptions({
    queryKey: ['contact', 'preview', filter],
    queryFn: () => ok(api.POST('/api/audiences/preview', { body: { filter: filter as never } })),
    enabled: filter !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  })

export const createAudience = (audience: { name: string; filter: FilterJson }) =>
  ok(api.POST('/api/audiences', { params: { header: once() }, body: audience as Schemas['AudienceNew'] }))
export const changeAudience = ({ id, ...change }: { id: string; version: number; name: string; filter?: FilterJson }) =>
  ok(api.PATCH('/api/audiences/{id}', { ...of(id), body: change as Schemas['AudienceChange'] }))
export const deleteAudience = (id: string) => ok(api.DELETE('/api/audiences/{id}', of(id)))

/** What conditions can be about. */
export const choicesQuery = queryOptions({
  queryKey: ['contact', 'choices'],
  queryFn: async (): Promise<FilterChoices> => {
    const [tags, attributes, campaigns] = await Promise.all([
      ok(api.GET('/api/tags')),
      ok(api.GET('/api/contacts/attributes')),
      ok(api.GET('/api/campaigns', { params: { query: { limit: 200 } } })),
    ])
    return { tags: tags.map(tag => tag.name), attributes, campaigns: campaigns.items.map(({ id, name }) => ({ id, name })) }
  },
  staleTime: 60_000,
})
