import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { signedFetch } from '../src/api/client'
import { Unreachable } from '../src/api/problem'
import { Sessions } from '../src/api/session'

const minutes = (n: number) => new Date(Date.now() + n * 60_000).toISOString()
const answer = (token: string, user = 'olu', expiresAt = minutes(15)) => ({
  accessToken: token,
  expiresAt,
  user: { id: user, email: 'olu@example.com', name: 'Olu', role: 'OWNER' as const, organizationId: 'shop' },
})
const json = (body: unknown, status = 200) => Response.json(body, { status })
const refused = () => json({ type: '/problems/unauthenticated', status: 401, title: '', detail: '', instance: '' }, 401)

type Handler = (path: string, request: Request) => Response | Promise<Response>

function server(handler: Handler) {
  const calls: string[] = []
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, 'http://wabs.test'), init)
    const path = new URL(request.url).pathname
    calls.push(`${path} ${request.headers.get('Authorization') ?? ''}`.trim())
    return handler(path, request)
  })
  return calls
}

describe('the session', () => {
  const open: Sessions[] = []
  const reload = vi.fn<() => void>()
  const tab = () => {
    const sessions = new Sessions(reload)
    open.push(sessions)
    return sessions
  }
  beforeEach(() => reload.mockReset())
  afterEach(() => {
    for (const sessions of open.splice(0)) sessions.end()
  })

  it('sends the token, and a request that is refused once more with the next one', async () => {
    const sessions = tab()
    sessions.start(answer('old'))
    const calls = server((path, request) =>
      path.endsWith('/refresh') ? json(answer('new')) : request.headers.get('Authorization') === 'Bearer new' ? json({ done: true }) : refused(),
    )

    const response = await signedFetch(sessions)(new Request('http://wabs.test/api/users', { method: 'POST', body: '{"a":1}' }))

    expect(await response.json()).toEqual({ done: true })
    expect(calls).toEqual(['/api/users Bearer old', '/api/auth/refresh', '/api/users Bearer new'])
  })

  it('refreshes once for all requests that wait for it', async () => {
    const sessions = tab()
    sessions.start(answer('old', 'olu', minutes(0)))
    const calls = server(path => (path.endsWith('/refresh') ? json(answer('new')) : json({})))
    const send = signedFetch(sessions)

    await Promise.all(['a', 'b', 'c'].map(name => send(new Request(`http://wabs.test/api/${name}`))))

    expect(calls.filter(call => call === '/api/auth/refresh')).toHaveLength(1)
    expect(calls.filter(call => call.endsWith('Bearer new'))).toHaveLength(3)
  })

  it('is over when the cookie is refused, and says so', async () => {
    const sessions = tab()
    sessions.start(answer('old'))
    const heard = vi.fn<() => void>()
    sessions.subscribe(heard)
    server(() => refused())

    const response = await signedFetch(sessions)(new Request('http://wabs.test/api/users'))

    expect(response.status).toBe(401)
    expect(sessions.current).toEqual({ kind: 'signedOut' })
    expect(heard).toHaveBeenCalled()
  })

  it('is not over because the server is away', async () => {
    const sessions = tab()
    sessions.start(answer('old', 'olu', minutes(0)))
    server(() => Promise.reject(new TypeError('no connection')))

    await expect(signedFetch(sessions)(new Request('http://wabs.test/api/users'))).rejects.toBeInstanceOf(Unreachable)

    expect(sessions.current.kind).toBe('signedIn')
  })

  it('ends in every tab when it ends in one', async () => {
    const one = tab()
    const other = tab()
    one.start(answer('a'))
    other.start(answer('b'))

    one.end()

    await vi.waitFor(() => expect(other.current.kind).toBe('signedOut'))
  })

  it('has the page of a tab read anew when another person signs in in another', async () => {
    const one = tab()
    const other = tab()
    one.start(answer('a', 'olu'))
    await vi.waitFor(() => undefined)
    other.start(answer('b', 'ben'))

    await vi.waitFor(() => expect(reload).toHaveBeenCalled())
  })
})
