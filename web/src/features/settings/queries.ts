import { queryOptions } from '@tanstack/react-query'
import { api, ok, once, type Schemas } from '../../api/client'

export type Setting = Schemas['SettingsSetting']
export type CannedReply = Schemas['CannedRepliesReply']
export type Tag = Schemas['TagBookTagView']
export type DeadLetter = Schemas['SetAsideDeadLetterView']
export type Kept = Schemas['SetAsideKeptView']

export const settingsQuery = queryOptions({ queryKey: ['settings', 'all'], queryFn: async () => (await ok(api.GET('/api/settings'))).settings })

/** @param value null: the default again */
export const changeSetting = async ({ key, value, version }: { key: string; value: unknown; version: number }) =>
  (await ok(api.PATCH('/api/settings', { body: { settings: { [key]: { value, version } as Schemas['SettingsChange'] } } }))).settings

export const cannedQuery = queryOptions({ queryKey: ['settings', 'canned-replies'], queryFn: async () => (await ok(api.GET('/api/canned-replies'))).items })

export const makeCanned = (body: Schemas['CannedReplyNew']) => ok(api.POST('/api/canned-replies', { params: { header: once() }, body }))

export const changeCanned = ({ id, ...body }: Schemas['CannedReplyChange'] & { id: string }) =>
  ok(api.PATCH('/api/canned-replies/{id}', { params: { path: { id } }, body }))

export const deleteCanned = (id: string) => ok(api.DELETE('/api/canned-replies/{id}', { params: { path: { id } } }))

export const tagsQuery = queryOptions({ queryKey: ['contact', 'tags'], queryFn: () => ok(api.GET('/api/tags')) })

export const attributesQuery = queryOptions({ queryKey: ['contact', 'attributes'], queryFn: () => ok(api.GET('/api/contacts/attributes')) })

export const makeTag = (name: string) => ok(api.POST('/api/tags', { params: { header: once() }, body: { name } }))

export const renameTag = ({ id, ...body }: Schemas['TagRenamed'] & { id: string }) => ok(api.PATCH('/api/tags/{id}', { params: { path: { id } }, body }))

export const deleteTag = (id: string) => ok(api.DELETE('/api/tags/{id}', { params: { path: { id } } }))

export const deadLettersKey = ['webhook', 'dead-letters']
export const readDeadLetters = (cursor?: string) => ok(api.GET('/api/webhooks/dead-letters', { params: { query: { cursor } } }))

export const keptKey = ['webhook', 'kept']
export const readKept = (cursor?: string) => ok(api.GET('/api/webhooks/kept', { params: { query: { cursor } } }))

export const replay = (id: string) => ok(api.POST('/api/webhooks/dead-letters/{id}/replay', { params: { path: { id } } }))
