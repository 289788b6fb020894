import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { MantineProvider } from '@mantine/core'
import { createMemoryHistory, createRootRouteWithContext, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sessions } from '../src/api/session'
import { CampaignPage } from '../src/features/campaign/CampaignPage'
import type { CampaignState } from '../src/features/campaign/words'
import { chooseLanguage } from '../src/lib/i18n'
import de from '../src/locales/reasons/de.json'
import { theme } from '../src/ui/theme'

const ID = '0197b1c2-7d4e-7a10-9f3b-2c5d8e6f1a20'

const counts = {
  planned: 1000, queued: 0, sending: 0, inDoubt: 2, accepted: 940, held: 0, sent: 930, delivered: 900, read: 600, replied: 90,
  failed: 20, refused: 5, skipped: 38, cancelled: 0, duplicates: 0,
}

const report = (state: CampaignState, more: object = {}) => ({
  campaign: {
    id: ID, name: 'Spring sale', state, version: 1, createdAt: '2026-11-20T10:00:00Z', createdBy: ID, startedAt: '2026-11-20T10:00:00Z',
    audience: { tags: [] }, languages: 'CHOSEN_ONLY', phoneNumberIds: [], variables: { body: {}, buttons: {}, header: {} },
    template: { name: 'promo_spring', language: 'en', category: 'MARKETING', wabaId: '1' },
    ...more,
  },
  counts,
  skips: [{ reason: 'OPTED_OUT', people: 38, words: 'This person asked not to be written to.', wayOut: 'They opt in again by writing START.' }],
  failures: [{ code: 131026, people: 20, words: 'This person cannot be reached.', wayOut: 'Use another channel.' }],
  waits: [],
  standstills: [],
})

/** Answers by path; what is asked is kept. */
function server(answers: Record<string, () => unknown>, permissions: string[]) {
  const asked: string[] = []
  const me = { kind: 'USER', id: ID, name: 'Olu', role: 'OWNER', permissions, organization: { id: ID, name: 'Shop' } }
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname, search } = new URL(request.url)
    asked.push(`${request.method} ${pathname.replace(ID, ':id')}${search}`)
    const answer = { '/api/auth/me': () => me, '/api/campaigns/:id/recipients': () => ({ items: [] }), ...answers }[pathname.replace(ID, ':id')]
    return answer ? Response.json(answer()) : Response.json({ type: '/problems/not-found', status: 404, title: '', detail: 'There is no such campaign.', instance: '' }, { status: 404 })
  })
  return asked
}

async function open(search = '') {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const root = createRootRouteWithContext<object>()({ component: Outlet })
  const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Outlet })
  const campaign = createRoute({ getParentRoute: () => inside, path: '/campaigns/$campaignId', component: CampaignPage })
  const router = createRouter({ routeTree: root.addChildren([inside.addChildren([campaign])]), history: createMemoryHistory({ initialEntries: [`/campaigns/${ID}${search}`] }) })
  render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return queries
}

describe('the page of a campaign', () => {
  beforeEach(() => {
    vi.spyOn(sessions, 'token').mockResolvedValue('token')
  })

  it('shows the funnel, what failed with the way out, and who was skipped', async () => {
    server({ '/api/campaigns/:id/report': () => report('COMPLETED') }, ['MANAGE_CAMPAIGNS'])
    await open()

    const stages = await screen.findAllByRole('listitem')
    expect(stages.slice(0, 5).map(stage => stage.textContent)).toEqual(['Targeted1,000', 'Sent94094%', 'Delivered90095.7%', 'Read60063.8%', 'Replied909.6%'])
    expect(screen.getByText('Awaiting Meta: 25')).toBeVisible()
    expect(screen.getByRole('link', { name: 'In doubt: 2' })).toBeVisible()
    expect(screen.getByText('Use another channel.')).toBeVisible()
    expect(screen.getByText('This person asked not to be written to.')).toBeVisible()
  })

  it.each([
    ['RUNNING', ['Pause', 'Cancel campaign', 'Make a copy']],
    ['PAUSED', ['Go on', 'Cancel campaign', 'Make a copy']],
    ['COMPLETED', ['Make a copy']],
  ] as const)('offers what the state %s allows', async (state, offered) => {
    server({ '/api/campaigns/:id/report': () => report(state) }, ['MANAGE_CAMPAIGNS'])
    await open()

    const header = (await screen.findByRole('heading', { level: 1 })).closest('header') as HTMLElement
    expect(within(header).getAllByRole('button').map(button => button.textContent)).toEqual(offered)
  })

  it('reads its people again when their figures change, also after it has ended', async () => {
    let cancelled = 0
    const asked = server({ '/api/campaigns/:id/report': () => ({ ...report('CANCELLED'), counts: { ...counts, cancelled } }) }, [])
    const queries = await open()
    await screen.findByText('Recipients')
    const readings = () => asked.filter(one => one.includes('/recipients')).length
    await waitFor(() => expect(readings()).toBe(1))

    cancelled = 570
    await queries.invalidateQueries({ queryKey: ['campaign'] })

    await waitFor(() => expect(readings()).toBe(2))
  })

  it('draws a campaign that was over before its course was read again', async () => {
    let state: CampaignState = 'RUNNING'
    const at = (seconds: number) => `2026-11-20T10:00:${String(seconds).padStart(2, '0')}Z`
    const point = (seconds: number, sent: number) => ({ at: at(seconds), sent, delivered: sent, read: 0, failed: 0 })
    const pace = () => ({ stepSeconds: 10, points: state === 'RUNNING' ? [] : [point(10, 600), point(20, 1000)] })
    server({ '/api/campaigns/:id/report': () => report(state), '/api/campaigns/:id/pace': pace }, [])
    const queries = await open()
    await screen.findByText('Recipients')
    expect(screen.queryByText('Over time')).toBeNull()

    state = 'COMPLETED'
    await queries.invalidateQueries({ queryKey: ['campaign'] })

    expect(await screen.findByText('Over time')).toBeVisible()
  })

  it('offers nothing to whoever may only look', async () => {
    server({ '/api/campaigns/:id/report': () => report('RUNNING') }, ['SEE_CAMPAIGNS'])
    await open()

    const header = (await screen.findByRole('heading', { level: 1 })).closest('header') as HTMLElement
    expect(within(header).queryByRole('button')).toBeNull()
  })

  it('follows the job that tries failed ones again until it ends', async () => {
    const job = { id: ID, kind: 'campaign-retry', state: 'RUNNING', total: 1000, done: 400, refused: 0, createdAt: '2026-11-20T10:00:00Z' }
    let state: object = job
    const asked = server(
      {
        '/api/campaigns/:id/report': () => report('COMPLETED'),
        '/api/campaigns/:id/retry-failed': () => ({ jobId: ID }),
        '/api/jobs/:id': () => state,
      },
      ['SEE_CAMPAIGNS', 'MANAGE_CAMPAIGNS'],
    )
    await open()

    await userEvent.click(await screen.findByRole('button', { name: 'Try them again' }))

    expect(await screen.findByRole('button', { name: 'Looked at: 400 of 1,000' })).toBeDisabled()
    state = { ...job, state: 'DONE', done: 1000, result: { queued: 900, retried: [], left: [{ code: 131026, people: 100, reason: '' }] } }
    await waitFor(() => expect(screen.getByRole('button', { name: 'Try them again' })).toBeEnabled(), { timeout: 5000 })
    expect(asked.filter(one => one.startsWith('POST'))).toHaveLength(1)
  })

  it('says why it was paused', async () => {
    server({ '/api/campaigns/:id/report': () => report('PAUSED', { reason: { kind: 'TEMPLATE', detail: 'The template was paused.', wayOut: 'Mend it.' } }) }, [])
    await open()

    expect(await screen.findByText('The template was paused. Mend it.')).toBeVisible()
  })

  it('says once what to do, where the reason ends with it', async () => {
    const wayOut = 'Wait until Meta lifts the pause.'
    server({ '/api/campaigns/:id/report': () => report('PAUSED', { reason: { kind: 'TEMPLATE', code: 132015, detail: `Meta has paused it. ${wayOut}`, wayOut } }) }, [])
    await open()

    expect(await screen.findByText('Meta has paused it. Wait until Meta lifts the pause.')).toBeVisible()
  })

  it('says that sending stands still, why, and when it did before', async () => {
    const words = 'The disk of the database is full.'
    const stood = { since: '2026-11-20T10:05:00Z', until: '2026-11-20T10:06:00Z', cause: 'DATABASE_GONE', words: 'The database does not answer.', wayOut: 'Start it again.' }
    const standstill = { since: '2026-11-20T10:10:00Z', cause: 'DISK_FULL', words, wayOut: 'Make room on it.' }
    server({ '/api/campaigns/:id/report': () => ({ ...report('RUNNING'), standstill, standstills: [stood] }) }, [])
    await open()

    expect(await screen.findByText('The disk of the database is full. Make room on it.')).toBeVisible()
    expect(screen.getByText(/^Sending stood still from/)).toBeVisible()
  })

  it('explains failures and skips in German, and codes that nobody has listed as the server does', async () => {
    const unlisted = { code: 999999, people: 3, words: 'Meta refused these for a reason that is not in our list yet.', wayOut: 'Read its own words.' }
    const failures = [...report('COMPLETED').failures, unlisted]
    server({ '/api/campaigns/:id/report': () => ({ ...report('COMPLETED'), failures }) }, [])
    await chooseLanguage('de')
    await open()

    expect(await screen.findByText(de['131026'].words)).toBeVisible()
    expect(screen.getByText(de['131026'].wayOut)).toBeVisible()
    expect(screen.getByText(de.OPTED_OUT.words)).toBeVisible()
    expect(screen.getByText(unlisted.words)).toBeVisible()
    expect(screen.queryByText('Use another channel.')).toBeNull()
  })

  it('explains in German why the circuit breaker stopped it', async () => {
    const reason = { kind: 'BREAKER', code: 132012, detail: 'Too many people in a row failed for one reason. Another format.', wayOut: 'Correct it.' }
    server({ '/api/campaigns/:id/report': () => report('PAUSED', { reason }) }, [])
    await chooseLanguage('de')
    await open()

    expect(await screen.findByText(`${de.BREAKER.words} ${de['132012'].words} ${de['132012'].wayOut}`)).toBeVisible()
  })

  it.each([
    ['why a message failed', { status: 'FAILED' }, { what: 'REFUSED', code: 131026, words: 'Unreachable.', wayOut: 'Use another channel.' }, [`${de['131026'].words} ${de['131026'].wayOut}`]],
    ['what Meta said of an unlisted code, as it did', { status: 'FAILED' }, { what: 'REFUSED', code: 999999, words: 'Meta said so.' }, ['Meta said so.']],
    ['what kept a number from sending, with what was found', { status: 'FAILED' }, { what: 'REFUSED', code: -1, words: 'It is OFFLINE.', wayOut: 'See under Accounts.' }, [`${de['-1'].words} ${de['-1'].wayOut}`, 'It is OFFLINE.']],
    ['why somebody was skipped', { status: 'SKIPPED', skipped: 'NO_OPT_IN' }, { what: 'SKIPPED', skipped: 'NO_OPT_IN', words: 'No opt-in is on record.', wayOut: 'Ask.' }, [`${de.NO_OPT_IN.words} ${de.NO_OPT_IN.wayOut}`]],
  ])('tells in German %s', async (_, standing, step, told) => {
    const recipient = { messageId: ID, contactId: ID, recipient: '+12025550123', name: 'Ana', phoneNumberId: '1', attempts: 1, ...standing }
    const story = { messageId: ID, phoneNumberId: '1', recipient: recipient.recipient, attempts: 1, status: standing.status, steps: [{ at: '2026-11-20T10:00:00Z', ...step }] }
    server({ '/api/campaigns/:id/report': () => report('COMPLETED'), '/api/campaigns/:id/recipients': () => ({ items: [recipient] }), '/api/messages/:id/timeline': () => story }, [])
    await chooseLanguage('de')
    await open(`?message=${ID}`)

    const drawer = await screen.findByRole('dialog', { name: 'Ana' })
    for (const words of told) expect(await within(drawer).findByText(words)).toBeVisible()
    expect(within(drawer).queryByText('Metas Code -1')).toBeNull()
  })

  it.each([
    [['SEE_CONTACTS'], 'leads from the story of a recipient to the person'],
    [[], 'leads nobody to people whom they may not see'],
  ])('with the permissions %j %s', async permissions => {
    const recipient = { messageId: ID, contactId: ID, recipient: '+12025550123', name: 'Ana', phoneNumberId: '1', attempts: 1, status: 'SENT' }
    const story = { messageId: ID, phoneNumberId: '1', recipient: recipient.recipient, attempts: 1, status: 'SENT', steps: [] }
    server({ '/api/campaigns/:id/report': () => report('COMPLETED'), '/api/campaigns/:id/recipients': () => ({ items: [recipient] }), '/api/messages/:id/timeline': () => story }, permissions)
    await open(`?message=${ID}`)

    const drawer = await screen.findByRole('dialog', { name: 'Ana' })
    expect(await within(drawer).findByText(recipient.recipient)).toBeVisible()
    const links = within(drawer).queryAllByRole('link').map(link => link.getAttribute('href'))
    expect(links).toEqual(permissions.length ? [`/contacts/${ID}`] : [])
  })

  it('asks before it cancels', async () => {
    const asked = server({ '/api/campaigns/:id/report': () => report('RUNNING'), '/api/campaigns/:id/cancel': () => report('CANCELLED').campaign }, ['MANAGE_CAMPAIGNS'])
    await open()

    await userEvent.click(await screen.findByRole('button', { name: 'Cancel campaign' }))
    const dialog = await screen.findByRole('dialog')
    expect(asked).not.toContain('POST /api/campaigns/:id/cancel')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel campaign' }))

    await waitFor(() => expect(asked).toContain('POST /api/campaigns/:id/cancel'))
  })

  it('tells plainly that there is no such campaign', async () => {
    server({}, [])
    await open()

    expect(await screen.findByRole('alert')).toHaveTextContent('It does not exist, or no longer.')
  })
})
