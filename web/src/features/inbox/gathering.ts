/** What one request asks for. */
const MOST = 100
/** After so many readings without a pause of FLOOD_PACE it is a flood. */
const FLOOD = 60
const PACE = 20
/** Of what lies beside what people look at. */
export const CALM_PACE = 250
const FLOOD_PACE = 500

/**
 * Reads at once what is told first, and together what is told meanwhile: never two readings at a time. In a long flood it
 * takes more time, so that one person's requests stay within what the server allows a minute.
 */
export class Gathering {
  readonly #read: (ids: string[]) => Promise<void>
  readonly #pace: number
  readonly #waiting = new Set<string>()
  #busy = false
  #ended = -Infinity
  #readings = 0
  #reading: Promise<void> | undefined

  /** @param pace milliseconds from the end of a reading to the next one at least */
  constructor(read: (ids: string[]) => Promise<void>, pace = PACE) {
    this.#read = read
    this.#pace = pace
  }

  add(ids: Iterable<string>) {
    for (const id of ids) this.#waiting.add(id)
    if (!this.#busy && this.#waiting.size > 0) void this.#run()
  }

  /** The end of what is being read now, if anything is. */
  get underWay(): Promise<void> | undefined {
    return this.#reading
  }

  /** Whether another reading follows the one under way. */
  get isDue(): boolean {
    return this.#waiting.size > 0
  }

  async #run() {
    this.#busy = true
    while (this.#waiting.size > 0) {
      const rest = this.#rest()
      if (rest) await rest
      const ids = [...this.#waiting].slice(0, MOST)
      for (const id of ids) this.#waiting.delete(id)
      // whoever cannot read says so by the state of its query
      this.#reading = this.#read(ids).catch(() => undefined)
      await this.#reading
      this.#reading = undefined
      this.#ended = performance.now()
      this.#readings++
    }
    this.#busy = false
  }

  /** Nothing to wait for after a pause: then it reads within the same moment. */
  #rest(): Promise<void> | undefined {
    const since = performance.now() - this.#ended
    if (since > FLOOD_PACE) this.#readings = 0
    const left = (this.#readings < FLOOD ? this.#pace : FLOOD_PACE) - since
    return left > 0 ? new Promise(resolve => setTimeout(resolve, left)) : undefined
  }
}
