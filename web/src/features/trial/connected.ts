import { queryOptions } from '@tanstack/react-query'
import { api, ok } from '../../api/client'

/** Whether anything is connected: without it one begins by connecting. */
export const anyAccountQuery = queryOptions({
  queryKey: ['account', 'any'],
  queryFn: async () => (await ok(api.GET('/api/accounts', { params: { query: { limit: 1 } } }))).items.length > 0,
})
