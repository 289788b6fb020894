import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Live } from '../src/api/live'
import { sessions } from '../src/api/session'

class FakeSocket {
  static all: FakeSocket[] = []
  readonly sent: unknown[] = []
  onopen: () => void = () => undefined
  onmessage: (message: { data: string }) => void = () => undefined
  onclose: (closed: { code: number }) => void = () => undefined

  constructor(readonly url: string) {
    FakeSocket.all.push(this)
  }

  send(text: string) {
    this.sent.push(JSON.parse(text))
  }

  close() {
    this.onclose({ code: 1006 })
  }

  says(message: unknown) {
    this.onmessage({ data: JSON.stringify(message) })
  }
}

const socket = (n: number) => vi.waitFor(() => FakeSocket.all[n] ?? expect.fail('no connection yet'), { timeout: 3000 })
const frame = () => new Promise(resolve => requestAnimationFrame(resolve))

describe('live events', () => {
  let queries: QueryClient
  let live: Live

  beforeEach(() => {
    FakeSocket.all = []
    queries = new QueryClient()
    vi.stubGlobal('WebSocket', FakeSocket)
    vi.stubGlobal('fetch', async () => Response.json({ ticket: 't', path: '/api/live?ticket=t', expiresInSeconds: 30 }, { status: 201 }))
    vi.spyOn(sessions, 'token').mockResolvedValue('token')
    live = new Live(queries, ['users'])
    live.start()
  })
  afterEach(() => live.stop())

  async function connected(n = 0) {
    const one = await socket(n)
    one.onopen()
    one.says({ type: 'hello', id: 10, heartbeatSeconds: 15 })
    one.says({ type: 'subscribed', id: 10 })
    return one
  }

  it('opens with a ticket, subscribes, and is live', async () => {
    const one = await connected()

    expect(one.url).toMatch(/^ws.*\/api\/live\?ticket=t$/)
    expect(one.sent).toEqual([{ type: 'subscribe', topics: ['users'] }])
    expect(live.state).toBe('live')
  })

  it('goes on after the last event when the line was cut', async () => {
    const one = await connected()
    one.says({ type: 'changes', id: 14, changes: [] })
    one.close()
    expect(live.state).toBe('reconnecting')

    const next = await connected(1)

    expect(next.sent).toEqual([
      { type: 'subscribe', topics: ['users'] },
      { type: 'resume', after: 14 },
    ])
    expect(live.state).toBe('live')
  })

  it('has what changed read again, once a frame, and what did not change left alone', async () => {
    const one = await connected()
    const asked = vi.spyOn(queries, 'invalidateQueries')
    for (const key of [['user', 'list'], ['user', 'one', 'a'], ['user', 'one', 'b'], ['campaign', 'list']]) queries.setQueryData(key, 1)

    for (let id = 11; id < 60; id++) one.says({ type: 'changes', id, changes: [{ topic: 'users', subject: 'USER', ids: ['a'] }] })
    expect(asked).not.toHaveBeenCalled()
    await frame()

    expect(asked).toHaveBeenCalledTimes(1)
    const old = (key: string[]) => queries.getQueryState(key)?.isInvalidated
    expect(old(['user', 'list'])).toBe(true)
    expect(old(['user', 'one', 'a'])).toBe(true)
    expect(old(['user', 'one', 'b'])).toBe(false)
    expect(old(['campaign', 'list'])).toBe(false)
  })

  it('has everything read again when too much was missed', async () => {
    const one = await connected()
    queries.setQueryData(['campaign', 'list'], 1)

    one.says({ type: 'resync', id: 9000 })

    expect(queries.getQueryState(['campaign', 'list'])?.isInvalidated).toBe(true)
  })
})
