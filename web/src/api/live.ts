import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { api, ok } from './client'
import { sessions } from './session'

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'offline'
export type Subject =
  | 'CONVERSATION'
  | 'MESSAGE'
  | 'CAMPAIGN'
  | 'CONTACT'
  | 'TEMPLATE'
  | 'ACCOUNT'
  | 'AUDIENCE'
  | 'JOB'
  | 'USER'
  | 'SETTINGS'

/** First word of the query keys that show a subject. */
export const subjectKey = {
  CONVERSATION: 'conversation',
  MESSAGE: 'message',
  CAMPAIGN: 'campaign',
  CONTACT: 'contact',
  TEMPLATE: 'template',
  ACCOUNT: 'account',
  AUDIENCE: 'audience',
  JOB: 'job',
  USER: 'user',
  SETTINGS: 'settings',
} satisfies Record<Subject, string>

type Said =
  | { type: 'hello'; id: number; heartbeatSeconds: number }
  | { type: 'changes'; id: number; changes: { topic: string; subject: Subject; ids?: string[] }[] }
  | { type: 'heartbeat' | 'subscribed' | 'resumed' | 'resync'; id: number }
  | { type: 'problem'; detail: string; topics: string[] }

type Hearer = (subject: Subject, ids: readonly string[] | undefined) => Promise<void> | void
const hearers = new Set<Hearer>()

/**
 * For who reads less again than whole queries: told at once of each change, without ids where it may be any. Whole queries wait a
 * moment for the end of what it reads first, if it gives that back.
 * What is missed while a connection is lost is told when it resumes; after a `resync` every query is invalid.
 */
export function hearChanges(hearer: Hearer): () => void {
  hearers.add(hearer)
  return () => void hearers.delete(hearer)
}

/** Milliseconds between two readings when changes follow each other, in a flood of them, and at most, where the server is slow. */
const STEP = 200
const FLOOD_STEP = 500
/** After so many readings without a pause it is a flood. */
const FLOOD = 20
const PAUSE = 1000
const LONGEST_PRECEDENCE = 250
const LONGEST_STEP = 3000
const SUBJECTS = new Set<string>(Object.values(subjectKey))
const SHORTEST_WAIT = 500
const LONGEST_WAIT = 15_000
const SIGNED_OUT = 4401

/** Hears over the WebSocket what changed and has it read again. Comes back by itself and goes on after the last event it has. */
export class Live {
  readonly #queries: QueryClient
  readonly #topics: string[]
  readonly #listeners = new Set<() => void>()
  #state: Connection = 'connecting'
  #socket: WebSocket | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined
  #heartbeat = 15_000
  #last: number | undefined
  #tries = 0
  #ended = false
  #applied = 0
  #readings = 0
  /** What is being read before whole queries are. */
  readonly #first = new Set<Promise<void>>()
  /** Ids by subject until the next frame; null stands for any of them. */
  #changed = new Map<Subject, Set<string> | null>()

  constructor(queries: QueryClient, topics: string[]) {
    this.#queries = queries
    this.#topics = topics
  }

  get state(): Connection {
    return this.#state
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start() {
    addEventListener('online', this.#now)
    addEventListener('offline', this.#away)
    void this.#connect()
  }

  stop() {
    this.#ended = true
    removeEventListener('online', this.#now)
    removeEventListener('offline', this.#away)
    clearTimeout(this.#timer)
    clearTimeout(this.#silence)
    this.#socket?.close()
  }

  #now = () => {
    if (this.#state === 'live') return
    clearTimeout(this.#timer)
    this.#tries = 0
    void this.#connect()
  }

  #away = () => this.#set('offline')

  async #connect() {
    if (this.#ended) return
    if (!navigator.onLine) return this.#set('offline')
    this.#set(this.#last === undefined ? 'connecting' : 'reconnecting')
    try {
      const ticket = await ok(api.POST('/api/live/tickets'))
      if (this.#ended) return
      this.#open(ticket.path)
    } catch {
      if (sessions.current.kind !== 'signedOut') this.#later()
    }
  }

  #open(path: string) {
    const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + path)
    this.#socket = socket
    socket.onopen = () => {
      socket.send(JSON.stringify({ type: 'subscribe', topics: this.#topics }))
      if (this.#last !== undefined) socket.send(JSON.stringify({ type: 'resume', after: this.#last }))
    }
    socket.onmessage = (message: MessageEvent<string>) => this.#heard(socket, JSON.parse(message.data) as Said)
    socket.onclose = closed => {
      if (this.#socket !== socket || this.#ended) return
      clearTimeout(this.#silence)
      if (closed.code === SIGNED_OUT) void sessions.refresh().catch(() => undefined)
      this.#later()
    }
  }

  #heard(socket: WebSocket, said: Said) {
    clearTimeout(this.#silence)
    // a line that is cut says nothing, not even that it is
    this.#silence = setTimeout(() => socket.close(), this.#heartbeat * 2.5)
    switch (said.type) {
      case 'hello':
        this.#heartbeat = said.heartbeatSeconds * 1000
        break
      case 'subscribed': {
        this.#tries = 0
        this.#set('live')
        // from here on changes are told; what was read before may lack the latest
        if (this.#last === undefined) void this.#queries.invalidateQueries()
        this.#keep(said.id)
        break
      }
      case 'changes':
        for (const { subject, ids } of said.changes) {
          for (const hear of hearers) this.#before(hear(subject, ids))
          this.#note(subject, ids)
        }
        this.#keep(said.id)
        break
      case 'resync':
        void this.#queries.invalidateQueries()
        this.#keep(said.id)
        break
      case 'resumed':
      case 'heartbeat':
        this.#keep(said.id)
        break
      case 'problem':
        console.warn('live:', said.detail, said.topics)
        break
    }
  }

  #before(reading: Promise<void> | void) {
    if (!reading) return
    this.#first.add(reading)
    void reading.finally(() => this.#first.delete(reading))
  }

  #keep(id: number) {
    this.#last = Math.max(this.#last ?? 0, id)
  }

  #note(subject: Subject, ids: string[] | undefined) {
    if (this.#changed.size === 0) this.#soon()
    const known = this.#changed.get(subject)
    if (!ids || known === null) this.#changed.set(subject, null)
    else this.#changed.set(subject, new Set([...(known ?? []), ...ids]))
  }

  /** The first change at once, those of a flood in steps: what is being read is shown before it is read again. */
  #soon() {
    const since = performance.now() - this.#applied
    const wait = since < (this.#readings > FLOOD ? FLOOD_STEP : STEP) || (since < LONGEST_STEP && this.#queries.isFetching({ predicate: query => SUBJECTS.has(String(query.queryKey[0])) }) > 0)
    if (wait) setTimeout(() => this.#soon(), STEP / 2)
    else requestAnimationFrame(() => void this.#applyAfterFirst())
  }

  async #applyAfterFirst() {
    await Promise.race([Promise.all(this.#first), new Promise(resolve => setTimeout(resolve, LONGEST_PRECEDENCE))])
    this.#apply()
  }

  #apply() {
    const now = performance.now()
    this.#readings = now - this.#applied < PAUSE ? this.#readings + 1 : 0
    this.#applied = now
    const changed = this.#changed
    this.#changed = new Map()
    for (const [subject, ids] of changed) {
      void this.#queries.invalidateQueries({
        queryKey: [subjectKey[subject]],
        predicate: query => ids === null || query.queryKey[1] !== 'one' || ids.has(String(query.queryKey[2])),
      })
    }
  }

  #later() {
    if (this.#ended) return
    this.#set(navigator.onLine ? 'reconnecting' : 'offline')
    clearTimeout(this.#timer)
    const wait = Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** this.#tries++)
    this.#timer = setTimeout(() => void this.#connect(), wait * (0.5 + Math.random() / 2))
  }

  #set(state: Connection) {
    if (this.#state === state) return
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

export const useConnection = (live: Live): Connection => useSyncExternalStore(live.subscribe, () => live.state)
