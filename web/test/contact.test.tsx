import { MantineProvider } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ReactNode, useState } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sessions } from '../src/api/session'
import { ContactDialog } from '../src/features/contact/ContactDialog'
import { changeOf, draftOf } from '../src/features/contact/draft'
import { ImportPanel } from '../src/features/contact/import/ImportPanel'
import type { ContactDetail, TimelineItem } from '../src/features/contact/queries'
import { filtersSet, readContactSearch } from '../src/features/contact/search'
import { TagEditor } from '../src/features/contact/TagEditor'
import { TimelineEntry } from '../src/features/contact/TimelineEntry'
import { chooseLanguage } from '../src/lib/i18n'
import ar from '../src/locales/reasons/ar.json'
import { theme } from '../src/ui/theme'

const ID = '0197b1c2-7d4e-7a10-9f3b-2c5d8e6f1a20'
const ana = (more: object = {}): ContactDetail =>
  ({
    id: ID, name: 'Ana Lima', phone: '+12025550123', country: 'US', attributes: { city: 'Rome', tier: 'gold' }, tags: ['vip'], consent: 'OPTED_IN', optOuts: [],
    createdAt: '2026-11-01T10:00:00Z', updatedAt: '2026-11-01T10:00:00Z', version: 3, history: [], windows: [], ...more,
  }) as unknown as ContactDetail

interface Asked {
  what: string
  body: unknown
}

/** Answers by method and path, in turn where there are several; what is asked is kept. */
function server(answers: Record<string, (object | Response)[]>): Asked[] {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const what = `${request.method} ${new URL(request.url).pathname}`
    const isJson = request.headers.get('Content-Type')?.includes('json')
    asked.push({ what, body: isJson ? await request.json() : undefined })
    const queue = answers[what] ?? []
    const answer = queue.length > 1 ? queue.shift() : queue[0]
    if (answer instanceof Response) return answer.clone()
    return Response.json(answer ?? [])
  })
  return asked
}

const refusal = (status: number, more: object) => Response.json({ type: '/problems/conflict', title: '', status, detail: 'no', instance: '', ...more }, { status })

function show(part: ReactNode) {
  render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>{part}</QueryClientProvider>
    </MantineProvider>,
  )
}

function ClosingEditor() {
  const [open, setOpen] = useState(true)
  return (
    <>
      <Notifications />
      {open && <TagEditor contact={ana()} onClose={() => setOpen(false)} />}
    </>
  )
}

beforeEach(() => {
  notifications.clean()
  vi.spyOn(sessions, 'token').mockResolvedValue('token')
})

describe('what an address says of the list of contacts', () => {
  it('is read as far as it makes sense', () => {
    const search = readContactSearch({ q: 42, tag: 'vip', consent: ['OPTED_IN', 'PERHAPS'], wrote: 30, received: 'often', window: true, sort: 'height' })
    expect(search).toMatchObject({ q: '42', tag: ['vip'], consent: ['OPTED_IN'], wrote: '30', window: true })
    expect(search.received).toBeUndefined()
    expect(search.sort).toBeUndefined()
    expect(filtersSet(search)).toBe(4)
  })
})

describe('a change of a contact', () => {
  it('names only what was changed', () => {
    const draft = { ...draftOf(ana()), name: 'Ana Souza', tags: ['new'], attributes: [['city', 'Oslo']] as [string, string][] }
    expect(changeOf(ana(), draft)).toMatchObject({ version: 3, name: 'Ana Souza', addTags: ['new'], removeTags: ['vip'], attributes: { city: 'Oslo', tier: null } })
    expect(changeOf(ana(), draft).phone).toBeUndefined()
  })
})

describe('the form of a contact', () => {
  it('shows both versions when somebody else saved meanwhile, and saves mine on the newest', async () => {
    const asked = server({
      [`PATCH /api/contacts/${ID}`]: [refusal(409, { version: 4 }), ana({ name: 'Ana Souza', version: 5 })],
      [`GET /api/contacts/${ID}`]: [ana({ name: 'Ana L.', version: 4 })],
    })
    const saved = vi.fn()
    show(<ContactDialog contact={ana()} onClose={() => undefined} onSaved={saved} />)

    const name = await screen.findByLabelText('Name')
    await userEvent.clear(name)
    await userEvent.type(name, 'Ana Souza')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))

    const row = await screen.findByRole('row', { name: /^Name/ })
    expect(within(row).getByText('Ana L.')).toBeVisible()
    expect(within(row).getByText('Ana Souza')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Go on with mine' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Save' }))

    await waitFor(() => expect(saved).toHaveBeenCalled())
    expect(asked.filter(one => one.what.startsWith('PATCH')).map(one => (one.body as { version: number; name: string }).version)).toEqual([3, 4])
  })

  it('puts the remarks of the server at their fields', async () => {
    server({ 'POST /api/contacts': [refusal(400, { type: '/problems/invalid-request', errors: [{ field: 'phone', message: 'no valid number' }] })] })
    show(<ContactDialog onClose={() => undefined} onSaved={() => undefined} />)

    await userEvent.click(await screen.findByRole('button', { name: 'Save' }))
    expect(await screen.findByText('A phone number is needed')).toBeVisible()
    await userEvent.type(screen.getByLabelText('Phone number'), '12')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('no valid number')).toBeVisible()
  })

  it('does not let change a number that one may not see', async () => {
    server({})
    show(<ContactDialog contact={ana({ phone: '…0123' })} onClose={() => undefined} onSaved={() => undefined} />)
    expect(await screen.findByLabelText('Phone number')).toBeDisabled()
  })
})

describe('tags in their place', () => {
  it('are saved on the newest version without asking', async () => {
    const asked = server({ [`PATCH /api/contacts/${ID}`]: [refusal(409, { version: 9 }), ana({ tags: ['new', 'vip'], version: 10 })] })
    show(<TagEditor contact={ana()} onClose={() => undefined} />)

    await userEvent.type(await screen.findByLabelText('Tags', { selector: 'input' }), 'new{Enter}')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))

    await waitFor(() => expect(asked.filter(one => one.what.startsWith('PATCH'))).toHaveLength(2))
    expect(asked.filter(one => one.what.startsWith('PATCH')).map(one => one.body)).toEqual([
      { version: 3, addTags: ['new'], removeTags: [] },
      { version: 9, addTags: ['new'], removeTags: [] },
    ])
  })
})

describe('tags that were saved', () => {
  it('can be taken back though their editor is closed', async () => {
    const asked = server({ [`PATCH /api/contacts/${ID}`]: [ana({ tags: ['new', 'vip'], version: 4 }), ana({ version: 5 })] })
    show(<ClosingEditor />)

    await userEvent.type(await screen.findByLabelText('Tags', { selector: 'input' }), 'new{Enter}')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))

    await waitFor(() => expect(asked.at(-1)?.body).toEqual({ version: 4, addTags: [], removeTags: ['new'] }))
  })
})

describe('the story of a person', () => {
  it('says in the reader’s language why a message failed', async () => {
    const failure = { code: 131049, words: 'Meta held it back.', wayOut: 'Wait a day.', retryable: false }
    const item = { at: '2026-11-20T10:00:00Z', message: { outbound: true, status: 'FAILED', content: { type: 'text', text: 'Hello' }, failure } }
    await chooseLanguage('ar')
    show(<TimelineEntry item={item as unknown as TimelineItem} links={false} />)

    expect(await screen.findByText(`${ar['131049'].words} ${ar['131049'].wayOut}`)).toBeVisible()
  })
})

describe('an import', () => {
  const preview = {
    columns: [{ header: 'Mobile', field: 'phone' }, { header: 'Town', field: 'attribute:Town' }],
    rows: [
      { row: 2, cells: ['+12025550123', 'Rome'] },
      { row: 3, cells: ['call me', 'Oslo'], reason: 'INVALID_NUMBER', detail: 'This is no valid phone number.' },
    ],
  }

  it('shows the columns and the first rows with what is wrong, and wants the consent on file', async () => {
    const asked = server({ 'POST /api/contacts/import/check': [preview], 'POST /api/contacts/import': [{ jobId: ID, location: '' }] })
    show(<ImportPanel onClose={() => undefined} />)

    await userEvent.upload(screen.getByLabelText('Choose a file'), new File(['Mobile,Town\n'], 'people.csv', { type: 'text/csv' }))

    expect(await screen.findByText('1 of the first 2 can be imported')).toBeVisible()
    expect(screen.getByText('No valid number')).toBeVisible()
    await userEvent.click(screen.getByLabelText(/These people agreed/))
    expect(screen.getByRole('button', { name: 'Import' })).toBeDisabled()
    await userEvent.type(screen.getByLabelText(/Where it is on file/), 'form of May')
    await userEvent.click(screen.getByRole('button', { name: 'Import' }))
    await waitFor(() => expect(asked.map(one => one.what)).toContain('POST /api/contacts/import'))
  })

  it('does not start while a column is missing', async () => {
    server({ 'POST /api/contacts/import/check': [{ ...preview, problem: 'No column holds the phone number.' }] })
    show(<ImportPanel onClose={() => undefined} />)
    await userEvent.upload(screen.getByLabelText('Choose a file'), new File(['x\n'], 'people.csv', { type: 'text/csv' }))
    expect(await screen.findByText('No column holds the phone number.')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Import' })).toBeDisabled()
  })
})
