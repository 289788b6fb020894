import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, expect, it, vi } from 'vitest'
import { sessions } from '../src/api/session'
import { SAMPLE_TAG, samplePeople } from '../src/features/trial/sample'
import { useFilling } from '../src/features/trial/useFilling'

const refusal = { type: '/problems/conflict', title: '', status: 409, detail: 'A real account is connected (77).', instance: '' }
const drafts = { items: [] as object[] }
let fails: string[]
let asked: string[]

beforeEach(() => {
  vi.spyOn(sessions, 'token').mockResolvedValue('token')
  fails = []
  asked = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = `${request.method} ${new URL(request.url).pathname}`
    asked.push(path)
    if (fails.includes(path)) return Response.json(refusal, { status: 409 })
    return Response.json(
      {
        'GET /api/templates': { items: [{ name: 'order_update', sendable: true }] },
        'POST /api/contacts/import': { jobId: 'j' },
        'GET /api/jobs/j': { state: 'DONE' },
        'GET /api/campaigns': drafts,
        'POST /api/campaigns': { id: 'c' },
      }[path] ?? {},
    )
  })
})

const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>

it('a workspace is filled step by step, and from the step that failed when it is tried again', async () => {
  fails = ['POST /api/contacts/import']
  const { result } = renderHook(() => useFilling('Sample'), { wrapper })
  act(() => result.current.begin())
  await waitFor(() => expect(result.current.filling).toMatchObject({ state: 'failed', step: 'people' }))
  expect(asked).not.toContain('POST /api/campaigns')

  fails = []
  asked = []
  act(() => result.current.again())
  await waitFor(() => expect(result.current.filling).toEqual({ state: 'ready', campaignId: 'c' }))
  expect(asked).not.toContain('POST /api/simulator')
  expect(asked).toContain('POST /api/simulator/customers')
})

it('the draft is not made a second time', async () => {
  drafts.items = [{ id: 'known', audience: { tags: [SAMPLE_TAG] } }]
  const { result } = renderHook(() => useFilling('Sample'), { wrapper })
  act(() => result.current.begin())
  await waitFor(() => expect(result.current.filling).toEqual({ state: 'ready', campaignId: 'known' }))
  expect(asked).not.toContain('POST /api/campaigns')
})

it('sample people have numbers that belong to nobody', async () => {
  const [, ...rows] = (await samplePeople().text()).trim().split('\n')
  expect(rows).toHaveLength(20)
  for (const row of rows) expect(row).toMatch(/^\+1202555014[1-9],|^\+1202555015\d,|^\+12025550160,/)
})
