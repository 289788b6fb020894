import type { components } from './schema'
import { ApiProblem, type ProblemBody, Unreachable } from './problem'

type Answer = components['schemas']['LoginSession']
export type Session =
  | { kind: 'unknown' }
  | { kind: 'signedOut' }
  | { kind: 'signedIn'; token: string; expiresAt: number; userId: string }

type News = { kind: 'signedIn'; userId: string } | { kind: 'signedOut' }

/** A token that ends within this is renewed before it is used. */
const MARGIN = 20_000

/**
 * Who is signed in, for this tab. The access token lives in memory alone; the refresh cookie, which no script can read,
 * gets the next one. Tabs tell each other of sign-in and sign-out, and refresh one after the other.
 */
export class Sessions {
  #session: Session = { kind: 'unknown' }
  #refreshing: Promise<Session> | undefined
  readonly #listeners = new Set<() => void>()
  readonly #tabs = new BroadcastChannel('wabs.session')
  readonly #reload: () => void

  /** @param reload starts the page anew: what it knows is another person's */
  constructor(reload: () => void = () => location.reload()) {
    this.#reload = reload
    this.#tabs.onmessage = (message: MessageEvent<News>) => this.#heard(message.data)
  }

  get current(): Session {
    return this.#session
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Tells once the page is open whether somebody is signed in. */
  async known(): Promise<Session> {
    return this.#session.kind === 'unknown' ? this.refresh() : this.#session
  }

  /** After a sign-in, set-up or accepted invitation. */
  start(answer: Answer) {
    this.#set(signedIn(answer))
    this.#tell({ kind: 'signedIn', userId: answer.user.id })
  }

  /** After signing out, or when the server ended the session. */
  end() {
    if (this.#session.kind === 'signedOut') return
    this.#set({ kind: 'signedOut' })
    this.#tell({ kind: 'signedOut' })
  }

  /** A token that is good for the next request; none when signed out. */
  async token(): Promise<string | undefined> {
    let session = this.#session
    if (session.kind === 'signedIn' && session.expiresAt - Date.now() < MARGIN) session = await this.refresh()
    return session.kind === 'signedIn' ? session.token : undefined
  }

  /** One at a time in this tab, and by a lock of the browser in all tabs. */
  refresh(): Promise<Session> {
    this.#refreshing ??= exclusively(() => this.#refresh()).finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  async #refresh(): Promise<Session> {
    const former = this.#session
    let response: Response
    try {
      response = await fetch('/api/auth/refresh', { method: 'POST' })
    } catch {
      throw new Unreachable()
    }
    if (response.status === 401) {
      this.#set({ kind: 'signedOut' })
      return this.#session
    }
    if (!response.ok) throw await problemOf(response)
    const answer = (await response.json()) as Answer
    // the cookie is now another person's, who signed in in another tab
    if (former.kind === 'signedIn' && former.userId !== answer.user.id) this.#reload()
    this.#set(signedIn(answer))
    return this.#session
  }

  #heard(news: News) {
    const mine = this.#session
    if (news.kind === 'signedOut') {
      if (mine.kind === 'signedIn') this.#set({ kind: 'signedOut' })
    } else if (mine.kind === 'signedIn' ? mine.userId !== news.userId : mine.kind === 'signedOut') {
      this.#reload()
    }
  }

  #set(session: Session) {
    this.#session = session
    for (const listener of this.#listeners) listener()
  }

  #tell(news: News) {
    this.#tabs.postMessage(news)
  }
}

function signedIn(answer: Answer): Session {
  return {
    kind: 'signedIn',
    token: answer.accessToken,
    expiresAt: Date.parse(answer.expiresAt),
    userId: answer.user.id,
  }
}

/** Browsers have locks in secure contexts only, which plain http to another machine is not: then the server's grace of ten seconds does. */
function exclusively<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request('wabs.refresh', work) : work()
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const type = response.headers.get('Content-Type') ?? ''
  if (type.includes('json')) return new ApiProblem((await response.json()) as ProblemBody)
  return new ApiProblem({
    type: '/problems/internal',
    title: response.statusText,
    status: response.status,
    detail: `${response.status} ${response.statusText}`,
    instance: new URL(response.url).pathname,
  })
}

export const sessions = new Sessions()
