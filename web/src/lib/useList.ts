import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useOnChange } from './useOnChange'

interface Page<Row> {
  items: Row[]
  next?: string
}

const MOST_PAGES = 2

/**
 * A keyset list, read page by page as it is scrolled: what DataList wants to know.
 * @param again milliseconds after which the first pages are read again
 * @param figures of what is listed: where they change, the first pages are read again, too
 */
export function useList<Row>(queryKey: QueryKey, read: (cursor: string | undefined) => Promise<Page<Row>>, again?: number, figures?: string) {
  const { data, error, isPending, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next,
    // whoever has scrolled far reads on in peace
    refetchInterval: query => (again && (query.state.data?.pages.length ?? 0) <= MOST_PAGES ? again : false),
  })
  const pages = data?.pages.length ?? 0
  useOnChange(figures, () => {
    if (!again && pages <= MOST_PAGES) void refetch()
  })
  const rows = useMemo(() => data?.pages.flatMap(page => page.items) ?? [], [data])
  const onMore = useCallback(() => {
    if (!isFetching) void fetchNextPage()
  }, [isFetching, fetchNextPage])
  const onRetry = useCallback(() => void refetch(), [refetch])
  return { rows, loading: isPending, error, more: hasNextPage && !error, onMore, onRetry }
}
