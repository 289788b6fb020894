import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { ConversationFilter } from './filter'
import { conversationsKey, readConversations } from './queries'

/** The list, read page by page as it is scrolled. */
export function useConversations(filter: ConversationFilter) {
  const { data, error, isPending, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: conversationsKey(filter),
    queryFn: ({ pageParam }) => readConversations({ ...filter, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next,
    // rows keep their identity by themselves; what was read an hour ago is not shown as if it were current
    structuralSharing: false,
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
  const rows = useMemo(() => data?.pages.flatMap(page => page.items) ?? [], [data])
  const onMore = useCallback(() => {
    if (!isFetching) void fetchNextPage()
  }, [isFetching, fetchNextPage])
  return { rows, loading: isPending, error, more: hasNextPage && !error, onMore, onRetry: useCallback(() => void refetch(), [refetch]) }
}
