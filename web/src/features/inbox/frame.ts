/** What is told at once: messages that are not shown yet, and the conversations that changed. */
export class Frame {
  readonly #told: (conversations: Set<string>, strange: string[]) => Promise<void>
  #conversations = new Set<string>()
  #strange: string[] = []
  #end: Promise<void> | undefined

  /** @param told called once for all that is told at once; its end is waited for by whoever told a part */
  constructor(told: (conversations: Set<string>, strange: string[]) => Promise<void>) {
    this.#told = told
  }

  touched(conversations: readonly string[]) {
    for (const id of conversations) this.#conversations.add(id)
    return this.#soon()
  }

  /** @param messages that are not shown: perhaps of another conversation */
  strange(messages: readonly string[]) {
    this.#strange.push(...messages)
    return this.#soon()
  }

  #soon() {
    this.#end ??= Promise.resolve().then(() => {
      const [conversations, strange] = [this.#conversations, this.#strange]
      this.#conversations = new Set()
      this.#strange = []
      this.#end = undefined
      return this.#told(conversations, strange)
    })
    return this.#end
  }
}
