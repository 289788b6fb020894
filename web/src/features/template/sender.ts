import { useQuery } from '@tanstack/react-query'
import { accountsQuery } from './queries'

/** The name that a reader sees above the message. */
export function useSender(account: string): string {
  const { data } = useQuery(accountsQuery)
  const known = data?.find(one => one.wabaId === account)
  return known?.numbers[0]?.verifiedName ?? known?.name ?? ''
}
