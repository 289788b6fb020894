import { queryOptions } from '@tanstack/react-query'
import { api, ok, once, type Schemas } from '../../api/client'

export type Template = Schemas['TemplateView']
export type TemplateNew = Schemas['TemplateNew']
export type TemplateChange = Schemas['TemplateChange']
export type Synced = Schemas['TemplateSynced']
export type Category = Schemas['Category']

export interface TemplateKey {
  account: string
  name: string
  language: string
}

/** @property status Meta's; left out for all that are not deleted */
export interface TemplateFilter {
  q?: string
  status?: string
  category?: Category
  quality?: string
  language?: string
  account?: string
}

export const templatesKey = (filter: TemplateFilter) => ['template', 'list', filter]
export const readTemplates =
  ({ status = 'PRESENT', ...filter }: TemplateFilter) =>
  (cursor?: string) =>
    ok(api.GET('/api/templates', { params: { query: { ...filter, status, cursor, limit: 100 } } }))

const at = ({ account, name, language }: TemplateKey) => ({ path: { account, name, language } })

export const templateQuery = (key: TemplateKey) =>
  queryOptions({
    queryKey: ['template', 'one', `${key.account}/${key.name}/${key.language}`],
    queryFn: () => ok(api.GET('/api/templates/{account}/{name}/{language}', { params: at(key) })),
  })

/** The same name in every language of one account. */
export const languagesQuery = ({ account, name }: Pick<TemplateKey, 'account' | 'name'>) =>
  queryOptions({
    queryKey: ['template', 'languages', account, name],
    queryFn: async () => {
      const { items } = await ok(api.GET('/api/templates', { params: { query: { status: 'PRESENT', account, name, limit: 200 } } }))
      return items.filter(item => item.name === name)
    },
  })

export const accountsQuery = queryOptions({
  queryKey: ['account', 'of-templates'],
  queryFn: async () => (await ok(api.GET('/api/accounts', { params: { query: { limit: 200 } } }))).items,
})

export const usesQuery = (name: string) =>
  queryOptions({
    queryKey: ['campaign', 'of-template', name],
    queryFn: async () => (await ok(api.GET('/api/campaigns', { params: { query: { template: name, limit: 20 } } }))).items,
  })

export const historyQuery = ({ account, name, language }: TemplateKey) =>
  queryOptions({
    queryKey: ['template', 'history', account, name, language],
    queryFn: async () => (await ok(api.GET('/api/audit', { params: { query: { subject: `template:${account}/${name}/${language}`, limit: 50 } } }))).items,
  })

export const check = (body: TemplateNew) => ok(api.POST('/api/templates/check', { body }))

export const create = (body: TemplateNew) => ok(api.POST('/api/templates', { params: { header: once() }, body }))

export const change = ({ key, ...body }: TemplateChange & { key: TemplateKey }) =>
  ok(api.PATCH('/api/templates/{account}/{name}/{language}', { params: at(key), body }))

export const copy = ({ key, ...body }: Schemas['TemplateCopy'] & { key: TemplateKey }) =>
  ok(api.POST('/api/templates/{account}/{name}/{language}/clone', { params: { ...at(key), header: once() }, body }))

export const deleteLanguage = (key: TemplateKey) => ok(api.DELETE('/api/templates/{account}/{name}/{language}', { params: at(key) }))

export const deleteAll = ({ account, name }: TemplateKey) =>
  ok(api.DELETE('/api/templates/{account}/{name}', { params: { path: { account, name } } }))

export const sync = () => ok(api.POST('/api/templates/sync', { params: { query: {} } }))
