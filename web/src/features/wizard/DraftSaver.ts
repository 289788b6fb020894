import { ApiProblem } from '../../api/problem'
import type { Campaign, Change } from './queries'

/** What a person changes of a draft; the version is this file's business. */
export type Edit = Omit<Change, 'version'>

export type SaveState = { kind: 'saved' } | { kind: 'unsaved' } | { kind: 'saving' } | { kind: 'failed'; error: unknown; overtaken: boolean }

type Save = (id: string, change: Change) => Promise<Campaign>

/** Milliseconds of rest after which what was typed is saved. */
const REST = 600

/** Saves what is edited by itself, one request at a time; what is edited meanwhile goes with the next one. */
export class DraftSaver {
  readonly #save: Save
  readonly #saved: (campaign: Campaign) => void
  readonly #listeners = new Set<() => void>()
  #campaign: Campaign
  #pending: Edit = {}
  #state: SaveState = { kind: 'saved' }
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<boolean> | undefined

  constructor(campaign: Campaign, save: Save, saved: (campaign: Campaign) => void) {
    this.#campaign = campaign
    this.#save = save
    this.#saved = saved
  }

  get state(): SaveState {
    return this.#state
  }

  get campaign(): Campaign {
    return this.#campaign
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  edit(edit: Edit) {
    this.#pending = { ...this.#pending, ...edit }
    this.#set({ kind: 'unsaved' })
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), REST)
  }

  /** Takes what the server tells: somebody else may have changed it. Own edits that wait are not lost. */
  heard(campaign: Campaign) {
    if (this.#running || Object.keys(this.#pending).length > 0 || campaign.version <= this.#campaign.version) return
    this.#campaign = campaign
    this.#tell()
  }

  /** Gives up one's own edits for what somebody else saved. */
  adopt(campaign: Campaign) {
    clearTimeout(this.#timer)
    this.#pending = {}
    this.#campaign = campaign
    this.#set({ kind: 'saved' })
  }

  /** Saves at once. False when it could not. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    while (this.#running) await this.#running
    if (Object.keys(this.#pending).length === 0) return this.#state.kind !== 'failed'
    this.#running = this.#send()
    const done = await this.#running
    return done && (Object.keys(this.#pending).length === 0 || this.flush())
  }

  async #send(): Promise<boolean> {
    const edit = this.#pending
    this.#pending = {}
    this.#set({ kind: 'saving' })
    try {
      this.#campaign = await this.#save(this.#campaign.id, { ...edit, version: this.#campaign.version })
      this.#saved(this.#campaign)
      this.#set(Object.keys(this.#pending).length > 0 ? { kind: 'unsaved' } : { kind: 'saved' })
      return true
    } catch (error) {
      this.#pending = { ...edit, ...this.#pending }
      this.#set({ kind: 'failed', error, overtaken: error instanceof ApiProblem && error.type === '/problems/campaign-changed' })
      return false
    } finally {
      this.#running = undefined
    }
  }

  #set(state: SaveState) {
    this.#state = state
    this.#tell()
  }

  #tell() {
    for (const listener of this.#listeners) listener()
  }
}
