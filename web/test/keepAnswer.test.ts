import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { describe, expect, it, vi } from 'vitest'
import { keepAnswer } from '../src/lib/keepAnswer'

const queryKey = ['template', 'one', 'lucky_day']

describe('what a change was answered with', () => {
  it('is shown at once', () => {
    const queries = new QueryClient()
    keepAnswer(queries, queryKey, 'PENDING')
    expect(queries.getQueryData(queryKey)).toBe('PENDING')
  })

  it('gives way to what was told before it came', async () => {
    const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } })
    await queries.invalidateQueries({ queryKey: ['template'] })
    keepAnswer(queries, queryKey, 'PENDING')
    const shown = new QueryObserver(queries, { queryKey, queryFn: () => 'REJECTED' })
    const stop = shown.subscribe(() => undefined)
    await vi.waitFor(() => expect(shown.getCurrentResult().data).toBe('REJECTED'))
    stop()
  })
})
