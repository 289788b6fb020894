/** What one request asks for. */
const MOST = 100
const FLOOD = 20
const PACE = 40
const FLOOD_PACE = 250

/**
 * Reads at once what is told first, and together what is told meanwhile: never two readings at a time. In a long flood it
 * takes more time, so that one person's requests stay within what the server allows a minute.
 */
export class Gathering {
  readonly #read: (ids: string[]) => Promise<void>
  readonly #waiting = new Set<string>()
  #busy = false

  constructor(read: (ids: string[]) => Promise<void>) {
    this.#read = read
  }

  add(ids: Iterable<string>) {
    for (const id of ids) this.#waiting.add(id)
    if (!this.#busy && this.#waiting.size > 0) void this.#run()
  }

  async #run() {
    this.#busy = true
    for (let round = 0; this.#waiting.size > 0; round++) {
      if (round > 0) await new Promise(resolve => setTimeout(resolve, round < FLOOD ? PACE : FLOOD_PACE))
      const ids = [...this.#waiting].slice(0, MOST)
      for (const id of ids) this.#waiting.delete(id)
      // whoever cannot read says so by the state of its query
      await this.#read(ids).catch(() => undefined)
    }
    this.#busy = false
  }
}
