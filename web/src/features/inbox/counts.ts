import { queryOptions } from '@tanstack/react-query'
import { api, ok } from '../../api/client'

/** How many there are in each tab; the rail shows it on every screen, so it stands alone. */
export const countsQuery = queryOptions({
  queryKey: ['conversation', 'counts'],
  queryFn: () => ok(api.GET('/api/conversations/counts')),
})
