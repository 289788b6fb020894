import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { hearChanges } from '../../api/live'
import type { ConversationFilter } from './filter'
import { Gathering } from './gathering'
import { type ConversationPages, mergeItems, mergeRows, type Thread } from './merge'
import { contactQuery, type Conversation, conversationQuery, conversationsKey, readConversations, readItems, threadKey, threadQuery } from './queries'

const NEWEST = 'newest'

/** Keeps the list and the open conversation current: of each change only what it touched is read again. */
export function useFollow(filter: ConversationFilter, open: string | undefined) {
  const queries = useQueryClient()
  const said = JSON.stringify(filter)
  useEffect(() => {
    const rows = new Gathering(ids => readRows(queries, JSON.parse(said) as ConversationFilter, ids))
    const one = new Gathering(ids => readOpen(queries, ids))
    const newest = new Gathering(() => (open ? readNewest(queries, open) : Promise.resolve()))
    const items = new Gathering(ids => (open ? readSome(queries, open, ids) : Promise.resolve()))
    // what is being read for the first time is waited for: it may be from before the change
    const messages = new Gathering(async ids => {
      await shown(queries, said, open)
      const changed = new Set(ids)
      rows.add(rowsShowing(queries, said, changed))
      if (open) items.add(itemsAmong(queries, open, item => changed.has(item.id)))
    })
    // messages of a campaign are told as their campaign
    const campaigns = new Gathering(async ids => {
      await shown(queries, said, open)
      if (open) items.add(itemsAmong(queries, open, item => ids.includes(item.message?.campaign?.id ?? '')))
    })
    return hearChanges((subject, ids) => {
      if (subject === 'CONVERSATION') {
        if (!ids) return void queries.invalidateQueries({ queryKey: ['inbox'] })
        rows.add(ids)
        if (open && ids.includes(open)) {
          one.add([open])
          newest.add([NEWEST])
        }
      } else if (subject === 'MESSAGE') messages.add(ids ?? [])
      else if (subject === 'CAMPAIGN') campaigns.add(ids ?? [])
    })
  }, [queries, said, open])
}

async function shown(queries: QueryClient, said: string, open: string | undefined) {
  const keys = [conversationsKey(JSON.parse(said) as ConversationFilter), ...(open ? [threadKey(open)] : [])]
  await Promise.all(keys.map(key => underWay(queries, key)?.catch(() => undefined)))
}

const list = (queries: QueryClient, said: string) => queries.getQueryData<ConversationPages>(conversationsKey(JSON.parse(said)))

const rowsShowing = (queries: QueryClient, said: string, messages: Set<string>) =>
  list(queries, said)?.pages.flatMap(page => page.items.filter(row => row.last && messages.has(row.last.messageId)).map(row => row.id)) ?? []

const itemsAmong = (queries: QueryClient, open: string, is: (item: Thread['items'][number]) => boolean) =>
  queries.getQueryData<Thread>(threadKey(open))?.items.filter(is).map(item => item.id) ?? []

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
