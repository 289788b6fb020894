import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { check, type TemplateNew } from '../queries'
import type { Draft, Rest } from './draft'
import { type Remarks, remarksOf } from './remarks'

const PAUSE = 300

/** What is sent to be checked or submitted. */
export const requestOf = (draft: Draft, components: Rest[]): TemplateNew => ({
  account: draft.account,
  name: draft.name,
  language: draft.language,
  category: draft.category,
  parameterFormat: draft.named ? 'NAMED' : 'POSITIONAL',
  components: components as unknown as TemplateNew['components'],
})

/** Asks the server for Meta's rules while one writes, a moment after the last key. */
export function useCheck(draft: Draft, components: Rest[]) {
  const request = useMemo(() => requestOf(draft, components), [draft, components])
  const [asked] = useDebouncedValue(request, PAUSE)
  const answer = useQuery({
    queryKey: ['template-check', asked],
    // what is empty is no question of the rules
    queryFn: () => check({ ...asked, account: asked.account || '0', name: asked.name || 'x' }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const remarks: Remarks = useMemo(
    () => remarksOf(answer.data?.problems ?? [], asked.components as unknown as Rest[]),
    [answer.data, asked],
  )
  return { remarks, settled: asked === request && answer.isSuccess && !answer.isPlaceholderData, error: answer.error }
}
