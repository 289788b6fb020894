import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { MantineProvider } from '@mantine/core'
import { createMemoryHistory, createRootRouteWithContext, createRoute, createRouter, Outlet, RouterProvider, retainSearchParams } from '@tanstack/react-router'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sessions } from '../src/api/session'
import { NumberChoice } from '../src/app/NumberChoice'
import { Overlays } from '../src/app/Overlays'
import { theme } from '../src/ui/theme'

const ID = '0197b1c2-7d4e-7a10-9f3b-2c5d8e6f1a20'
const PERMISSIONS = ['SELF', 'SEE_CAMPAIGNS', 'SEE_ACCOUNTS', 'SEE_USERS']
const NUMBERS = [
  { phoneNumberId: '1', displayPhoneNumber: '+1 202-555-0101', label: 'Shop' },
  { phoneNumberId: '2', displayPhoneNumber: '+1 202-555-0102', verifiedName: 'Corner Shop' },
]

function server(numbers: object[], permissions = PERMISSIONS) {
  const me = { kind: 'USER', id: ID, name: 'Olu', role: 'OWNER', permissions, organization: { id: ID, name: 'Shop' } }
  const asked: string[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/api/auth/me') return Response.json(me)
    if (pathname === '/api/accounts') return Response.json({ items: [{ numbers }] })
    asked.push(searchParams.get('q') ?? '')
    const campaigns = [{ id: ID, name: 'Spring sale', template: 'promo_spring', state: 'DRAFT', createdAt: '2026-11-20T10:00:00Z' }]
    return Response.json({ people: [], campaigns, templates: [], messages: [] })
  })
  return asked
}

function open() {
  const root = createRootRouteWithContext<object>()({ component: Outlet })
  const inside = createRoute({
    getParentRoute: () => root,
    id: 'inside',
    validateSearch: (search): { number?: string } => ({ number: search.number as string | undefined }),
    search: { middlewares: [retainSearchParams(['number'])] },
    component: () => (
      <>
        <Overlays />
        <NumberChoice />
        <input aria-label="somewhere" />
        <Outlet />
      </>
    ),
  })
  const pages = ['/', '/campaigns/$campaignId', '/settings/users'].map(path => createRoute({ getParentRoute: () => inside, path }))
  const router = createRouter({ routeTree: root.addChildren([inside.addChildren(pages)]), history: createMemoryHistory({ initialEntries: ['/'] }) })
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return { router, queries }
}

describe('the shell', () => {
  beforeEach(() => {
    vi.spyOn(sessions, 'token').mockResolvedValue('token')
  })

  it('goes to a screen by the keyboard alone, also out of a field', async () => {
    server([])
    const { router } = open()
    await userEvent.click(await screen.findByLabelText('somewhere'))

    await userEvent.keyboard('{Control>}k{/Control}')
    const box = await screen.findByRole('textbox', { name: 'Search and go' })
    await userEvent.type(box, 'user')
    await userEvent.keyboard('{ArrowDown}{Enter}')

    await vi.waitFor(() => expect(router.state.location.pathname).toBe('/settings/users'))
    expect(screen.queryByRole('textbox', { name: 'Search and go' })).toBeNull()
  })

  it('finds what the server finds, from three characters on, and opens it', async () => {
    const asked = server([])
    const { router } = open()
    await userEvent.click(await screen.findByRole('button', { name: 'Search and go' }))

    await userEvent.type(await screen.findByRole('textbox', { name: 'Search and go' }), 'spring')
    await userEvent.click(await screen.findByRole('button', { name: /Spring sale/ }))

    await vi.waitFor(() => expect(router.state.location.pathname).toBe(`/campaigns/${ID}`))
    expect(asked.every(q => q.length >= 3)).toBe(true)
  })

  it('lists the keys that work', async () => {
    server([])
    open()
    await screen.findByLabelText('somewhere')

    await userEvent.keyboard('{Shift>}?{/Shift}')

    const list = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
    expect(within(list).getByRole('row', { name: /Search and go/ })).toHaveTextContent('Ctrl K')
  })

  it('narrows to one number and back', async () => {
    server(NUMBERS)
    const { router } = open()

    await userEvent.click(await screen.findByRole('button', { name: 'Show one number only' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: /Corner Shop/ }))
    expect(router.state.location.search).toEqual({ number: '2' })

    await userEvent.click(screen.getByRole('button', { name: 'Only +1 202-555-0102 is shown' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'All numbers' }))
    expect(router.state.location.search).toEqual({})
  })

  it.each([
    ['there is one number only', NUMBERS.slice(0, 1), PERMISSIONS],
    ['one may not see accounts', NUMBERS, ['SELF']],
  ])('offers no choice of numbers where %s', async (_, numbers, permissions) => {
    server(numbers, permissions)
    const { queries } = open()
    await screen.findByLabelText('somewhere')
    await vi.waitFor(() => expect(queries.isFetching()).toBe(0))

    expect(screen.queryByRole('button', { name: 'Show one number only' })).toBeNull()
  })
})

describe('the language', () => {
  it('is the one that was chosen in another tab', async () => {
    localStorage.setItem('wabs.language', 'ar')
    dispatchEvent(new StorageEvent('storage', { key: 'wabs.language' }))
    await waitFor(() => expect(document.documentElement).toHaveAttribute('dir', 'rtl'))

    localStorage.setItem('wabs.language', 'en')
    dispatchEvent(new StorageEvent('storage', { key: 'wabs.language' }))
    await waitFor(() => expect(document.documentElement).toHaveAttribute('dir', 'ltr'))
  })
})
