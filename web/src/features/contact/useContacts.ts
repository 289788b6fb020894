import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useChanges } from '../../lib/useChanges'
import { type Contact, contactsKey, readContacts } from './queries'
import type { ContactSearch } from './search'

/** Whoever has scrolled further reads on in peace, and is told that there is news. */
const READ_AGAIN = 2
const SUBJECTS = ['CONTACT'] as const

/** The people of a search, page by page as they are scrolled to. */
export function useContacts(search: ContactSearch) {
  const queries = useQueryClient()
  const [stale, setStale] = useState(false)
  const { data, error, isPending, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: contactsKey(search),
    queryFn: ({ pageParam }) => readContacts(search)(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next,
    // comparing a hundred thousand rows with themselves would stop the scrolling
    structuralSharing: false,
  })
  const pages = data?.pages
  useChanges(SUBJECTS, () => {
    if ((pages?.length ?? 0) > READ_AGAIN) setStale(true)
    else void refetch({ cancelRefetch: false })
  })
  const rows = useMemo(() => pages?.flatMap(page => page.items) ?? [], [pages])
  const onMore = useCallback(() => {
    if (!isFetching) void fetchNextPage()
  }, [isFetching, fetchNextPage])
  const refresh = useCallback(() => {
    setStale(false)
    void queries.resetQueries({ queryKey: contactsKey(search) })
  }, [queries, search])
  const onRetry = useCallback(() => void refetch(), [refetch])
  return { rows, loading: isPending, error, more: hasNextPage && !error, onMore, onRetry, stale, refresh }
}

export type ContactList = ReturnType<typeof useContacts>

interface Pages {
  pages: { items: Contact[]; next?: string }[]
  pageParams: unknown[]
}

/** Shows a changed contact in every list that has it. */
export function useShowContact() {
  const queries = useQueryClient()
  return useCallback(
    (id: string, change: (contact: Contact) => Contact) =>
      queries.setQueriesData<Pages>({ queryKey: ['contacts'] }, list =>
        list && {
          ...list,
          pages: list.pages.map(page =>
            page.items.some(one => one.id === id) ? { ...page, items: page.items.map(one => (one.id === id ? change(one) : one)) } : page,
          ),
        },
      ),
    [queries],
  )
}
