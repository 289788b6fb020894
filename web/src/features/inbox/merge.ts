import { type InfiniteData, replaceEqualDeep } from '@tanstack/react-query'
import type { Schemas } from '../../api/client'

type Conversation = Schemas['ConversationView']
type Item = Schemas['ThreadItem']
type Page = Schemas['PageConversationView']
export type ConversationPages = InfiniteData<Page, string | undefined>

/** What is shown of a conversation: from some item on, without a gap, to the newest. Oldest first. */
export interface Thread {
  items: Item[]
  /** Cursor of what comes before; absent at the begin. */
  older?: string
  /** Ids that came singly since the newest page was read: between them and the others there may be a gap. */
  loose?: ReadonlySet<string>
}

/** Newest first, as the server lists them. */
const isBefore = (a: Conversation, b: Conversation) => {
  const difference = Date.parse(a.lastAt) - Date.parse(b.lastAt)
  return difference === 0 ? a.id > b.id : difference > 0
}

/**
 * Some conversations again: those that the list (still) holds take their places, the others leave it.
 * Rows that did not change stay the same objects, so nothing else is drawn again.
 */
export function mergeRows(data: ConversationPages, asked: readonly string[], found: readonly Conversation[]): ConversationPages {
  const changed = new Set(asked)
  const former = new Map(data.pages.flatMap(page => page.items).flatMap(row => (changed.has(row.id) ? [[row.id, row]] : [])))
  const pages = data.pages.map(page => ({ ...page, items: page.items.filter(row => !changed.has(row.id)) }))
  for (const row of found) insert(pages, replaceEqualDeep(former.get(row.id), row) as Conversation)
  return { ...data, pages }
}

function insert(pages: Page[], row: Conversation) {
  const place = pages.findIndex(page => page.items.some(other => isBefore(row, other)))
  const page = pages[place]
  if (page) return page.items.splice(page.items.findIndex(other => isBefore(row, other)), 0, row)
  // older than all that were read: there it comes with its page
  const last = pages.at(-1)
  if (last && !last.next) last.items.push(row)
}

export const prepended = (page: Schemas['ThreadView']) => (thread: Thread): Thread => {
  const known = new Set(thread.items.map(item => item.id))
  return { ...thread, items: [...page.items.filter(item => !known.has(item.id)), ...thread.items], older: page.older }
}

const isOlder = (a: Item, b: Item) => {
  const difference = Date.parse(a.at) - Date.parse(b.at)
  if (difference !== 0) return difference < 0
  // instants of the server may have more digits than Date keeps
  const [one, other] = [a.at.replace('Z', ''), b.at.replace('Z', '')]
  return one === other ? a.id < b.id : one < other
}

/** The newest page again, into what is there: what it lacks of its own time was removed. */
export function mergeNewest(thread: Thread | undefined, page: Schemas['ThreadView']): Thread {
  const first = page.items[0]
  if (!thread || !first || !page.older) return { items: kept(thread, page.items), older: page.older }
  const before = thread.items.filter(item => isOlder(item, first))
  const overlaps = thread.items.some(item => !thread.loose?.has(item.id) && !isOlder(item, first))
  // more came than a page holds: what lies between is read when one scrolls there
  if (!overlaps) return { items: page.items, older: page.older }
  return { items: [...before, ...kept(thread, page.items)], older: before.length > 0 ? thread.older : page.older }
}

const kept = (thread: Thread | undefined, items: Item[]) => {
  const former = new Map(thread?.items.map(item => [item.id, item]))
  return items.map(item => replaceEqualDeep(former.get(item.id), item) as Item)
}

/** Some items again, in their places; those that are gone leave, new ones come in where they belong. */
export function mergeItems(thread: Thread, asked: readonly string[], found: Item[]): Thread {
  const changed = new Map(kept(thread, found).map(item => [item.id, item]))
  const gone = new Set(asked.filter(id => !changed.has(id)))
  const known = new Set(thread.items.map(item => item.id))
  const items = thread.items.filter(item => !gone.has(item.id)).map(item => changed.get(item.id) ?? item)
  const strange = [...changed.values()].filter(item => !known.has(item.id))
  for (const item of strange) insertItem(items, item, thread.older !== undefined)
  return { ...thread, items, loose: new Set([...(thread.loose ?? []), ...strange.map(item => item.id)]) }
}

function insertItem(items: Item[], item: Item, hasOlder: boolean) {
  const place = items.findLastIndex(other => isOlder(other, item)) + 1
  // older than all that were read: there it comes with its page
  if (place > 0 || !hasOlder) items.splice(place, 0, item)
}
