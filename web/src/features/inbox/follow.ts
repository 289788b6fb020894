import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { hearChanges } from '../../api/live'
import { drawn } from '../../lib/drawn'
import type { ConversationFilter } from './filter'
import { Frame } from './frame'
import { CALM_PACE, Gathering } from './gathering'
import { type ConversationPages, mergeItems, mergeRows, type Thread } from './merge'
import { contactQuery, type Conversation, conversationQuery, conversationsKey, readConversations, readItems, threadKey, threadQuery } from './queries'

const NEWEST = 'newest'
/** Milliseconds between two readings of ticks and the like. */
const ITEMS_PACE = 60
/** And of the newest page, which mostly holds what is shown already. */
const NEWEST_PACE = 500

/** Keeps the list and the open conversation current: of each change only what it touched is read again. */
export function useFollow(filter: ConversationFilter, open: string | undefined) {
  const queries = useQueryClient()
  const said = JSON.stringify(filter)
  useEffect(() => {
    const some = (ids: string[]) => (open ? readSome(queries, open, ids) : Promise.resolve())
    // what was just said in the open conversation: by its ids, and shown before anything beside it
    const fresh = new Gathering(some)
    // events, notes and whatever else the ids did not tell of
    const newest = new Gathering(async () => {
      await afterReading(fresh)
      if (open) await readNewest(queries, open)
    }, NEWEST_PACE)
    const beside = (read: (ids: string[]) => Promise<void>) =>
      new Gathering(async ids => {
        await afterReading(newest, fresh)
        await read(ids)
      }, CALM_PACE)
    const rows = beside(ids => readRows(queries, JSON.parse(said) as ConversationFilter, ids))
    const one = beside(ids => readOpen(queries, ids))
    const items = new Gathering(some, ITEMS_PACE)
    const messages = (ids: readonly string[], isRead = false) => {
      const changed = new Set(ids)
      rows.add(rowsShowing(queries, said, changed))
      if (open && !isRead) items.add(itemsAmong(queries, open, item => changed.has(item.id)))
    }
    // what is being read meanwhile is waited for: it may be from before the change, unless it is read again anyway
    const late = new Gathering(async ids => {
      await shown(queries, said, open)
      messages(ids, newest.isDue)
    })
    // messages of a campaign are told as their campaign
    const campaigns = new Gathering(async ids => {
      await shown(queries, said, open)
      if (open) items.add(itemsAmong(queries, open, item => ids.includes(item.message?.campaign?.id ?? '')))
    })
    const frame = new Frame((conversations, strange) => {
      if (open && conversations.has(open)) {
        fresh.add(strange)
        newest.add([NEWEST])
        one.add([open])
      }
      rows.add(conversations)
      return afterReading(newest, fresh)
    })
    return hearChanges((subject, ids) => {
      if (subject === 'CAMPAIGN') return campaigns.add(ids ?? [])
      if (subject !== 'CONVERSATION' && subject !== 'MESSAGE') return
      // any of them
      if (!ids) return void queries.invalidateQueries({ queryKey: ['inbox'] })
      if (subject === 'CONVERSATION') return frame.touched(ids)
      messages(ids)
      if (isReading(queries, said, open)) late.add(ids)
      if (open) return frame.strange(strangeTo(queries, open, ids))
    })
  }, [queries, said, open])
}

/** Once what the first of them that is at it reads stands on the screen. */
async function afterReading(...gatherings: Gathering[]) {
  const first = gatherings.find(one => one.underWay)
  if (!first) return
  await first.underWay
  await drawn()
}

const keysOf = (said: string, open: string | undefined) => [
  conversationsKey(JSON.parse(said) as ConversationFilter),
  ...(open ? [threadKey(open)] : []),
]

const isReading = (queries: QueryClient, said: string, open: string | undefined) =>
  keysOf(said, open).some(key => underWay(queries, key) !== undefined)

const shown = (queries: QueryClient, said: string, open: string | undefined) =>
  Promise.all(keysOf(said, open).map(key => underWay(queries, key)?.catch(() => undefined)))

const list = (queries: QueryClient, said: string) => queries.getQueryData<ConversationPages>(conversationsKey(JSON.parse(said)))

const rowsShowing = (queries: QueryClient, said: string, messages: Set<string>) =>
  list(queries, said)?.pages.flatMap(page => page.items.filter(row => row.last && messages.has(row.last.messageId)).map(row => row.id)) ?? []

const itemsAmong = (queries: QueryClient, open: string, is: (item: Thread['items'][number]) => boolean) =>
  queries.getQueryData<Thread>(threadKey(open))?.items.filter(is).map(item => item.id) ?? []

const strangeTo = (queries: QueryClient, open: string, messages: readonly string[]) => {
  const known = new Set(itemsAmong(queries, open, () => true))
  return messages.filter(id => !known.has(id))
}

const underWay = (queries: QueryClient, queryKey: readonly unknown[]) => {
  const query = queries.getQueryCache().find({ queryKey, exact: true })
  return query?.state.fetchStatus === 'fetching' ? (query.promise ?? Promise.resolve()) : undefined
}

/** What a query reads meanwhile would be put over what is merged into it, so its end is waited for. */
async function between(queries: QueryClient, queryKey: readonly unknown[], read: () => Promise<() => void>) {
  for (;;) {
    await underWay(queries, queryKey)?.catch(() => undefined)
    const merge = await read()
    if (!underWay(queries, queryKey)) return merge()
  }
}

async function readRows(queries: QueryClient, filter: ConversationFilter, ids: string[]) {
  const key = conversationsKey(filter)
  await between(queries, key, async () => {
    const { items } = await readConversations({ ...filter, id: ids, limit: ids.length })
    return () => queries.setQueryData<ConversationPages>(key, data => data && mergeRows(data, ids, items))
  })
}

async function readOpen(queries: QueryClient, [id]: string[]) {
  if (!id) return
  const { contact } = await queries.fetchQuery({ ...conversationQuery(id), staleTime: 0 })
  // what people write may change what they allow
  await queries.invalidateQueries({ queryKey: contactQuery(contact.id).queryKey })
}

async function readNewest(queries: QueryClient, open: string) {
  await underWay(queries, threadKey(open))?.catch(() => undefined)
  await queries.fetchQuery({ ...threadQuery(open), staleTime: 0 })
}

async function readSome(queries: QueryClient, open: string, ids: string[]) {
  await between(queries, threadKey(open), async () => {
    const { items } = await readItems(open, ids)
    return () => queries.setQueryData<Thread>(threadKey(open), thread => thread && mergeItems(thread, ids, items))
  })
}

/** A conversation as it is now, everywhere where it is shown. */
export function putConversation(queries: QueryClient, conversation: Conversation) {
  queries.setQueryData(conversationQuery(conversation.id).queryKey, conversation)
  for (const [key, data] of queries.getQueriesData<ConversationPages>({ queryKey: ['inbox', 'list'] }))
    if (data)
      queries.setQueryData<ConversationPages>(key, {
        ...data,
        pages: data.pages.map(page => ({ ...page, items: page.items.map(row => (row.id === conversation.id ? conversation : row)) })),
      })
}
