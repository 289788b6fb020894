import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { accountsQuery } from './queries'

/** Numbers of ours, by what people here call them. */
export function useNumbers() {
  const accounts = useQuery(accountsQuery).data
  return useMemo(() => {
    const numbers = accounts?.flatMap(account => account.numbers) ?? []
    const byId = new Map(numbers.map(number => [number.phoneNumberId, number]))
    return {
      numbers,
      loaded: accounts !== undefined,
      several: numbers.length > 1,
      of: (id: string) => byId.get(id),
      nameOf: (id: string) => {
        const number = byId.get(id)
        return number?.label ?? number?.displayPhoneNumber ?? number?.verifiedName ?? id
      },
    }
  }, [accounts])
}
