import { useSyncExternalStore } from 'react'
import { refused } from '../../../ui/toasts'
import { addNote, type Content, type NewMessage, send, upload } from '../queries'

/** What an agent sent and what the server has not shown yet. */
export interface Entry {
  /** The idempotency key, too: tried again, it takes effect once. */
  key: string
  conversation: string
  at: string
  kind: 'message' | 'note'
  /** As it is shown until the server shows it. */
  content: Content
  /** Of a file that is still here only. */
  picture?: string
  state: { kind: 'sending' } | { kind: 'sent'; id: string } | { kind: 'failed'; error: unknown }
  deliver: () => Promise<string>
}

type Draft = Pick<Entry, 'conversation' | 'kind' | 'content' | 'picture'>

/** Keeps what is on its way while one looks at another conversation. In memory: after a reload only what arrived is there. */
class Outbox {
  #entries: readonly Entry[] = []
  readonly #listeners = new Set<() => void>()

  get entries() {
    return this.#entries
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async add(draft: Draft, deliver: (key: string) => Promise<string>) {
    const key = crypto.randomUUID()
    const entry: Entry = { ...draft, key, at: new Date().toISOString(), state: { kind: 'sending' }, deliver: () => deliver(key) }
    this.#set([...this.#entries, entry])
    await this.deliver(entry)
  }

  async deliver(entry: Entry) {
    this.#change(entry.key, { kind: 'sending' })
    try {
      this.#change(entry.key, { kind: 'sent', id: await entry.deliver() })
    } catch (error) {
      this.#change(entry.key, { kind: 'failed', error })
      // where it is on the screen, it says so itself
      if (!location.pathname.endsWith(entry.conversation)) refused(error)
    }
  }

  drop(keys: readonly string[]) {
    for (const entry of this.#entries) if (keys.includes(entry.key) && entry.picture) URL.revokeObjectURL(entry.picture)
    this.#set(this.#entries.filter(entry => !keys.includes(entry.key)))
  }

  #change(key: string, state: Entry['state']) {
    this.#set(this.#entries.map(entry => (entry.key === key ? { ...entry, state } : entry)))
  }

  #set(entries: readonly Entry[]) {
    this.#entries = entries
    for (const listener of this.#listeners) listener()
  }
}

export const outbox = new Outbox()
export const useOutbox = () => useSyncExternalStore(outbox.subscribe, () => outbox.entries)

export const sendMessage = (conversation: string, content: Content, message: NewMessage) =>
  outbox.add({ conversation, kind: 'message', content }, async key => (await send(conversation, message, key)).messageId)

export const sendNote = (conversation: string, body: string) =>
  outbox.add({ conversation, kind: 'note', content: { type: 'text', text: body } }, async key => (await addNote(conversation, body, key)).id)

export type FileKind = 'image' | 'video' | 'audio' | 'document' | 'sticker'

export interface FileToSend {
  file: File
  kind: FileKind
  caption?: string
  voice?: boolean
  replyTo?: string
}

/** A file goes to the server first; what arrived there is not sent again. */
export function sendFile(conversation: string, { file, kind, caption, voice, replyTo }: FileToSend) {
  const picture = kind === 'image' || kind === 'sticker' ? URL.createObjectURL(file) : undefined
  const content: Content = {
    type: kind,
    text: caption,
    media: { animated: false, voice: voice ?? false, fileName: file.name, mimeType: file.type, size: file.size },
  }
  const uploadKey = crypto.randomUUID()
  let mediaId: string | undefined
  return outbox.add({ conversation, kind: 'message', content, picture }, async key => {
    mediaId ??= (await upload(file, uploadKey)).id
    const medium = { mediaId, caption, voice, fileName: kind === 'document' ? file.name : undefined }
    return (await send(conversation, { [kind]: medium, replyTo }, key)).messageId
  })
}
