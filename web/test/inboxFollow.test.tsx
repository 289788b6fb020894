import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Live } from '../src/api/live'
import { sessions } from '../src/api/session'
import { useFollow } from '../src/features/inbox/follow'
import type { ConversationPages, Thread } from '../src/features/inbox/merge'
import { contactQuery, conversationsKey, threadKey, threadQuery } from '../src/features/inbox/queries'

const FILTER = { status: 'OPEN' } as const
const row = (id: string, lastAt: string, messageId: string) => ({ id, lastAt, contact: { id: `of-${id}` }, last: { messageId, type: 'text', outbound: true } })
const item = (id: string, status: string) => ({ id, at: '2026-11-30T10:00:00Z', message: { status } })

class FakeSocket {
  static last: FakeSocket | undefined
  onmessage: (message: { data: string }) => void = () => undefined
  send = () => undefined
  close = () => undefined
  constructor() {
    FakeSocket.last = this
  }
}

/** What the server has now, and what was asked of it. */
const server = { rows: [] as object[], items: [] as object[], asked: [] as string[], hold: undefined as Promise<void> | undefined, refused: '' }

const tell = (subject: string, ids?: string[]) => tellAll({ subject, ids })

const tellAll = (...changes: { subject: string; ids?: string[] }[]) =>
  FakeSocket.last?.onmessage({ data: JSON.stringify({ type: 'changes', id: 1, changes: changes.map(change => ({ topic: 't', ...change })) }) })

async function following(open?: string) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const live = new Live(queries, [])
  live.start()
  await vi.waitFor(() => expect(FakeSocket.last).toBeDefined())
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  renderHook(() => useFollow(FILTER, open), { wrapper })
  const list = { pages: [{ items: [row('a', '2026-11-30T10:02:00Z', 'm1'), row('b', '2026-11-30T10:01:00Z', 'm2')] }], pageParams: [undefined] }
  queries.setQueryData(conversationsKey(FILTER), list)
  return { queries, live, ids: () => queries.getQueryData<ConversationPages>(conversationsKey(FILTER))?.pages.flatMap(page => page.items.map(one => one.id)) }
}

describe('what changes while one looks', () => {
  beforeEach(() => {
    FakeSocket.last = undefined
    Object.assign(server, { rows: [], items: [], asked: [], hold: undefined, refused: '' })
    vi.spyOn(sessions, 'token').mockResolvedValue('token')
    vi.stubGlobal('WebSocket', FakeSocket)
    vi.stubGlobal('fetch', async (request: Request) => {
      const url = new URL(request.url)
      if (url.pathname === '/api/live/tickets') return Response.json({ path: '/api/live?ticket=t' }, { status: 201 })
      server.asked.push(url.pathname + url.search)
      const { rows, items } = server
      await server.hold
      if (url.pathname + url.search === server.refused) return Response.json({ detail: 'away' }, { status: 503 })
      if (url.pathname.endsWith('/messages')) return Response.json({ items })
      if (url.pathname === '/api/conversations') return Response.json({ items: rows })
      return Response.json(rows[0])
    })
  })

  it('is read alone, within the filter, and takes its place', async () => {
    const { ids, live } = await following()
    server.rows = [row('b', '2026-11-30T10:05:00Z', 'm3')]
    tell('CONVERSATION', ['b'])

    await vi.waitFor(() => expect(ids()).toEqual(['b', 'a']))
    expect(server.asked).toEqual(['/api/conversations?status=OPEN&id=b&limit=1'])
    live.stop()
  })

  it('leaves the list when it is no longer in it', async () => {
    const { ids, live } = await following()
    tell('CONVERSATION', ['a'])

    await vi.waitFor(() => expect(ids()).toEqual(['b']))
    live.stop()
  })

  it('is a tick in a row and in the thread, where a message is shown', async () => {
    const { queries, live } = await following('a')
    queries.setQueryData(threadKey('a'), { items: [item('m1', 'SENT'), item('m9', 'SENT')] })
    server.rows = [row('a', '2026-11-30T10:02:00Z', 'm1')]
    server.items = [item('m1', 'READ')]
    tell('MESSAGE', ['m1', 'elsewhere'])

    await vi.waitFor(() => expect(queries.getQueryData<Thread>(threadKey('a'))?.items[0]?.message?.status).toBe('READ'))
    expect(server.asked.toSorted()).toEqual(['/api/conversations/a/messages?id=m1&limit=1', '/api/conversations?status=OPEN&id=a&limit=1'])
    live.stop()
  })

  it('is not missed while the thread is read for the first time', async () => {
    const { queries, live } = await following('a')
    let go: () => void = () => undefined
    server.hold = new Promise(resolve => (go = resolve))
    server.items = [item('m1', 'SENT')]
    void queries.fetchQuery(threadQuery('a'))
    await vi.waitFor(() => expect(server.asked).toHaveLength(1))
    tell('MESSAGE', ['m1'])
    server.items = [item('m1', 'READ')]
    go()

    await vi.waitFor(() => expect(queries.getQueryData<Thread>(threadKey('a'))?.items[0]?.message?.status).toBe('READ'))
    live.stop()
  })

  it('is shown in the open conversation before anything beside it is read', async () => {
    const { queries, live } = await following('a')
    queries.setQueryData(threadKey('a'), { items: [] })
    queries.setQueryData(['conversation', 'counts'], {})
    server.rows = [row('a', '2026-11-30T10:02:00Z', 'm1')]
    let go: () => void = () => undefined
    server.hold = new Promise(resolve => (go = resolve))
    tellAll({ subject: 'CONVERSATION', ids: ['a'] }, { subject: 'MESSAGE', ids: ['m7'] }, { subject: 'CONTACT' })
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))

    expect(server.asked).toEqual(['/api/conversations/a/messages?id=m7&limit=1'])
    expect(queries.getQueryState(['conversation', 'counts'])?.isInvalidated).toBe(false)
    server.items = [item('m7', 'SENT')]
    go()
    await vi.waitFor(() => expect(queries.getQueryData<Thread>(threadKey('a'))?.items.map(({ id }) => id)).toEqual(['m7']))
    // what the ids did not tell of, the conversation itself, its row
    await vi.waitFor(() => expect(server.asked.slice(1).toSorted()).toEqual(['/api/conversations/a', '/api/conversations/a/messages', '/api/conversations?status=OPEN&id=a&limit=1']))
    await vi.waitFor(() => expect(queries.getQueryState(['conversation', 'counts'])?.isInvalidated).toBe(true))
    live.stop()
  })

  it('comes with the newest page when it is told in another moment than its conversation', async () => {
    const { queries, live } = await following('a')
    queries.setQueryData(threadKey('a'), { items: [] })
    server.items = [item('m7', 'SENT')]
    tell('MESSAGE', ['m7'])
    await new Promise(resolve => setTimeout(resolve))
    tell('CONVERSATION', ['a'])

    await vi.waitFor(() => expect(queries.getQueryData<Thread>(threadKey('a'))?.items.map(({ id }) => id)).toEqual(['m7']))
    expect(server.asked[0]).toBe('/api/conversations/a/messages')
    live.stop()
  })

  it('comes with the newest page when reading it by its id failed', async () => {
    const { queries, live } = await following('a')
    queries.setQueryData(threadKey('a'), { items: [] })
    server.items = [item('m7', 'SENT')]
    server.refused = '/api/conversations/a/messages?id=m7&limit=1'
    tellAll({ subject: 'MESSAGE', ids: ['m7'] }, { subject: 'CONVERSATION', ids: ['a'] })

    await vi.waitFor(() => expect(queries.getQueryData<Thread>(threadKey('a'))?.items.map(({ id }) => id)).toEqual(['m7']))
    expect(server.asked).toContain(server.refused)
    live.stop()
  })

  it('has everything read again where it may be any message', async () => {
    const { queries, live } = await following('a')
    queries.setQueryData(threadKey('a'), { items: [] })
    tellAll({ subject: 'MESSAGE' })

    await vi.waitFor(() => expect(queries.getQueryState(threadKey('a'))?.isInvalidated).toBe(true))
    live.stop()
  })

  it('is not asked for in the open conversation, where another one changed', async () => {
    const { ids, queries, live } = await following('a')
    queries.setQueryData(threadKey('a'), { items: [] })
    server.rows = [row('b', '2026-11-30T10:05:00Z', 'm8')]
    tellAll({ subject: 'MESSAGE', ids: ['m8'] }, { subject: 'CONVERSATION', ids: ['b'] })

    await vi.waitFor(() => expect(ids()).toEqual(['b', 'a']))
    expect(server.asked).toEqual(['/api/conversations?status=OPEN&id=b&limit=1'])
    live.stop()
  })

  it('has the person of the open conversation read again, whose consent may have changed', async () => {
    const { queries, live } = await following('a')
    queries.setQueryData(threadKey('a'), { items: [] })
    queries.setQueryData(contactQuery('of-a').queryKey, { consent: 'UNKNOWN' } as never)
    server.rows = [row('a', '2026-11-30T10:02:00Z', 'm1')]
    tell('CONVERSATION', ['a'])

    await vi.waitFor(() => expect(queries.getQueryState(contactQuery('of-a').queryKey)?.isInvalidated).toBe(true))
    live.stop()
  })
})
