import { queryOptions } from '@tanstack/react-query'
import { api, ok, once, type Schemas } from '../../api/client'
import type { ConversationFilter } from './filter'
import { mergeNewest, prepended, type Thread } from './merge'

export type Conversation = Schemas['ConversationView']
export type Item = Schemas['ThreadItem']
export type Message = Schemas['ThreadMessage']
export type Content = Schemas['ContentView']
/** Words, caption, label that was pressed. */
export const wordsOf = (content: Content) => ('text' in content ? content.text : undefined)
export type NewMessage = Schemas['MessageToSend']
export type Medium = Schemas['ContentMedium']

const of = (id: string) => ({ params: { path: { id } } })

// what the inbox reads piece by piece is no subject of the live events: follow.ts keeps it current
export const conversationsKey = (filter: ConversationFilter) => ['inbox', 'list', filter]
export const readConversations = (query: ConversationFilter & { contact?: string; id?: string[]; cursor?: string; limit?: number }) =>
  ok(api.GET('/api/conversations', { params: { query } }))

export const conversationQuery = (id: string) =>
  queryOptions({ queryKey: ['inbox', 'one', id], queryFn: () => ok(api.GET('/api/conversations/{id}', of(id))), staleTime: 0 })

const readThread = (id: string, query: { before?: string; id?: string[]; limit?: number }) =>
  ok(api.GET('/api/conversations/{id}/messages', { params: { path: { id }, query } }))

export const threadKey = (id: string) => ['inbox', 'thread', id]
export const threadQuery = (id: string) =>
  queryOptions({
    queryKey: threadKey(id),
    // reading again means: the newest page again, into what is there
    queryFn: async ({ client }) => {
      const page = await readThread(id, {})
      return mergeNewest(client.getQueryData<Thread>(threadKey(id)), page)
    },
    structuralSharing: false,
    staleTime: 0,
  })
export const readItems = (id: string, items: string[]) => readThread(id, { id: items, limit: items.length })
export const readOlder = async (id: string, thread: Thread) => prepended(await readThread(id, { before: thread.older }))

export const readOthers = (contact: string) => readConversations({ contact, limit: 50 })
export const othersQuery = (contact: string) =>
  queryOptions({ queryKey: ['conversation', 'list', 'of', contact], queryFn: () => readOthers(contact) })
export const campaignsQuery = (id: string) =>
  queryOptions({ queryKey: ['campaign', 'of-conversation', id], queryFn: () => ok(api.GET('/api/conversations/{id}/campaigns', of(id))) })
export const contactQuery = (id: string) =>
  queryOptions({ queryKey: ['contact', 'one', id], queryFn: () => ok(api.GET('/api/contacts/{id}', of(id))) })

export const agentsQuery = queryOptions({ queryKey: ['user', 'agents'], queryFn: async () => (await ok(api.GET('/api/agents'))).items })
export const accountsQuery = queryOptions({
  queryKey: ['account', 'all'],
  queryFn: async () => (await ok(api.GET('/api/accounts', { params: { query: { limit: 200 } } }))).items,
})
export const settingsQuery = queryOptions({ queryKey: ['settings', 'all'], queryFn: async () => (await ok(api.GET('/api/settings'))).settings })
export const cannedQuery = queryOptions({
  queryKey: ['settings', 'canned-replies'],
  queryFn: async () => (await ok(api.GET('/api/canned-replies'))).items,
  // nothing tells of their changes
  staleTime: 10_000,
})
export const templatesKey = (account: string, q: string) => ['template', 'sendable', account, q]
export const readTemplates = (account: string, q: string) => (cursor?: string) =>
  ok(api.GET('/api/templates', { params: { query: { account, q: q || undefined, cursor } } }))

export const markRead = (id: string, arrived: number) => ok(api.POST('/api/conversations/{id}/read', { ...of(id), body: { arrived } }))
export const tellTyping = (id: string) => ok(api.POST('/api/conversations/{id}/typing', of(id)))
export const assign = (id: string, userId: string | undefined, version?: number) =>
  ok(api.POST('/api/conversations/{id}/assign', { ...of(id), body: { userId, version } }))
export const resolve = (id: string, version?: number) => ok(api.POST('/api/conversations/{id}/resolve', { ...of(id), body: { version } }))
export const reopen = (id: string, version?: number) => ok(api.POST('/api/conversations/{id}/reopen', { ...of(id), body: { version } }))
export const snooze = (id: string, until: string, version?: number) =>
  ok(api.POST('/api/conversations/{id}/snooze', { ...of(id), body: { until, version } }))
export const tag = (id: string, name: string) => ok(api.PUT('/api/conversations/{id}/tags/{tag}', { params: { path: { id, tag: name } } }))
export const untag = (id: string, name: string) => ok(api.DELETE('/api/conversations/{id}/tags/{tag}', { params: { path: { id, tag: name } } }))

export const send = (id: string, body: NewMessage, key: string) =>
  ok(api.POST('/api/conversations/{id}/messages', { params: { path: { id }, header: { 'Idempotency-Key': key } }, body }))
export const addNote = (id: string, body: string, key: string) =>
  ok(api.POST('/api/conversations/{id}/notes', { params: { path: { id }, header: { 'Idempotency-Key': key } }, body: { body } }))
export const changeNote = (id: string, noteId: string, body: string, version: number) =>
  ok(api.PATCH('/api/conversations/{id}/notes/{noteId}', { params: { path: { id, noteId } }, body: { body, version } }))
export const deleteNote = (id: string, noteId: string) => ok(api.DELETE('/api/conversations/{id}/notes/{noteId}', { params: { path: { id, noteId } } }))
export const retryMessage = (id: string) => ok(api.POST('/api/messages/{id}/retry', { params: { path: { id }, header: once() } }))
export const settleMessage = (id: string, decision: Schemas['MessageDecision']) =>
  ok(api.POST('/api/messages/{id}/settle', { params: { path: { id }, header: once() }, body: { decision } }))

/** A file of a form: its bytes tell what it is. */
export const upload = (file: File, key: string) => {
  const form = new FormData()
  form.append('file', file)
  return ok(api.POST('/api/media', { params: { header: { 'Idempotency-Key': key } }, body: form as never, bodySerializer: body => body as never }))
}
export const mediaQuery = (id: string) =>
  queryOptions({
    queryKey: ['inbox-media', id],
    queryFn: async () => (await ok(api.GET('/api/media/{id}', { params: { path: { id } }, parseAs: 'blob' }))) as unknown as Blob,
    // the bytes of a file never change
    staleTime: Infinity,
  })
export const fetchAgain = (id: string) => ok(api.POST('/api/media/{id}/retry', of(id)))
export const beAvailable = () => ok(api.PUT('/api/agents/me/available'))
export const beAway = () => ok(api.DELETE('/api/agents/me/available'))
