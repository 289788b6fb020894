import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { api, ok, type Schemas } from './client'

export type Permission = Schemas['Permission']

export const meQuery = queryOptions({ queryKey: ['user', 'me'], queryFn: () => ok(api.GET('/api/auth/me')), staleTime: 60_000 })

export const useMe = () => useSuspenseQuery(meQuery).data

/** What the person who looks may do; the server decides again. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useMe()
  return permission => permissions.includes(permission)
}
