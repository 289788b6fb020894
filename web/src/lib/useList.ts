import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'

interface Page<Row> {
  items: Row[]
  next?: string
}

/** A keyset list, read page by page as it is scrolled: what DataList wants to know. */
export function useList<Row>(queryKey: QueryKey, read: (cursor: string | undefined) => Promise<Page<Row>>) {
  const { data, error, isPending, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next,
  })
  const rows = useMemo(() => data?.pages.flatMap(page => page.items) ?? [], [data])
  const onMore = useCallback(() => {
    if (!isFetching) void fetchNextPage()
  }, [isFetching, fetchNextPage])
  const onRetry = useCallback(() => void refetch(), [refetch])
  return { rows, loading: isPending, error, more: hasNextPage && !error, onMore, onRetry }
}
