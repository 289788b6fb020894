import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Suspense, type ReactNode } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sessions } from '../src/api/session'
import { Composer } from '../src/features/inbox/composer/Composer'
import { outbox, useOutbox } from '../src/features/inbox/composer/outbox'
import type { Content, Conversation } from '../src/features/inbox/queries'
import { Row } from '../src/features/inbox/list/Row'
import { ContentView } from '../src/features/inbox/thread/ContentView'
import { Failure } from '../src/features/inbox/thread/Failure'
import { OnItsWay } from '../src/features/inbox/thread/OnItsWay'
import { chooseLanguage } from '../src/lib/i18n'
import es from '../src/locales/reasons/es.json'
import { theme } from '../src/ui/theme'

const NOW = Date.parse('2026-11-30T12:00:00Z')
const conversation: Conversation = {
  id: 'c1', contact: { id: 'p1', name: 'Ana Lima', recipient: '+12025550101' }, phoneNumberId: '106', status: 'OPEN', lastAt: '2026-11-30T11:00:00Z',
  last: { messageId: 'm1', type: 'image', outbound: false }, unread: 2, arrived: 3, windowEndsAt: '2026-11-30T15:30:00Z', windowOpen: true, failed: false,
  tags: ['VIP', 'vases', 'late'], assignee: { id: 'u2', name: 'Ben Okafor' }, version: 4,
}
const me = { kind: 'USER', id: 'u1', name: 'Olu Owner', role: 'OWNER', permissions: ['SEND_MESSAGES', 'MANAGE_CONVERSATIONS'], organization: { id: 'o', name: 'Shop' } }
const template = {
  account: '1', name: 'order_update', language: 'en_US', category: 'UTILITY', body: 'Hi {{1}}, order {{2}}', sendable: true, status: 'APPROVED', version: 1,
  components: [{ type: 'BODY', text: 'Hi {{1}}, order {{2}}' }],
  slots: ['1', '2'].map(variable => ({ part: 'BODY', variable, buttonIndex: -1, kind: 'TEXT', label: '', named: false })),
}

interface Asked {
  what: string
  key: string | null
  body: unknown
}

/** Answers by method and path; what is asked is kept. */
function server(answers: Record<string, () => Response | Promise<Response>> = {}) {
  const asked: Asked[] = []
  const known: typeof answers = {
    'GET /api/auth/me': () => Response.json(me),
    'GET /api/accounts': () => Response.json({ items: [{ numbers: [{ phoneNumberId: '106', wabaId: '1', verifiedName: 'Shop' }] }] }),
    'GET /api/canned-replies': () => Response.json({ items: [{ id: 'r1', shortcut: 'hours', body: 'Hello {first_name}, 9 to 18.', version: 1 }] }),
    'GET /api/templates': () => Response.json({ items: [template] }),
    'POST /api/conversations/c1/typing': () => new Response(null, { status: 204 }),
    ...answers,
  }
  vi.stubGlobal('fetch', async (request: Request) => {
    const what = `${request.method} ${new URL(request.url).pathname}`
    asked.push({ what, key: request.headers.get('Idempotency-Key'), body: request.method === 'POST' ? await request.json().catch(() => undefined) : undefined })
    return known[what]?.() ?? Response.json({ type: '/problems/not-found', status: 404, title: '', detail: 'Nothing there.', instance: '' }, { status: 404 })
  })
  return asked
}

function show(node: ReactNode) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queries}>
        <Suspense>{node}</Suspense>
      </QueryClientProvider>
    </MantineProvider>,
  )
}

function Sent() {
  return useOutbox().map(entry => <OnItsWay key={entry.key} entry={entry} />)
}

beforeEach(() => {
  vi.spyOn(sessions, 'token').mockResolvedValue('token')
  outbox.drop(outbox.entries.map(entry => entry.key))
})

describe('a row of the list', () => {
  it('says who, what, how many, whose, and how long one may write freely', async () => {
    const opened = vi.fn()
    show(<Row conversation={conversation} active={false} now={NOW} channel="Sales" onOpen={opened} />)

    const link = screen.getByRole('link')
    expect(link).toHaveTextContent('Ana Lima')
    expect(link).toHaveTextContent('Picture')
    expect(link).toHaveTextContent('Unread messages: 2')
    expect(link).toHaveTextContent('SalesVIPvases+1')
    expect(link).toHaveTextContent('Assigned to Ben Okafor')
    expect(link).toHaveTextContent('3 hr')
    await userEvent.click(link)
    expect(opened).toHaveBeenCalledWith('c1')
  })

  it('shows what became of our last message, and the number of whoever has no name', () => {
    const last = { messageId: 'm1', type: 'text', outbound: true, text: 'Yes', status: 'READ' as const }
    show(<Row conversation={{ ...conversation, contact: { id: 'p1', recipient: '+12025550101' }, last, windowEndsAt: undefined }} active now={NOW} onOpen={() => undefined} />)

    expect(screen.getByRole('img', { name: 'Read' })).toBeVisible()
    expect(screen.getByText('+12025550101')).toBeVisible()
    expect(screen.getByRole('link')).not.toHaveTextContent('Left to write')
  })
})

describe('what a message says', () => {
  it.each<[string, Content, string]>([
    ['a place', { type: 'location', location: { latitude: 1, longitude: 2, name: 'Harbour' } }, 'Harbour'],
    ['cards', { type: 'contacts', cards: [{ name: 'Ben', phones: ['+12025550102'] }] }, '+12025550102'],
    ['an order', { type: 'order', order: { items: [{ productRetailerId: 'vase', quantity: 2, price: 19.5, currency: 'EUR' }] } }, '2 × vase €19.50'],
    ['a filled form', { type: 'flow_reply', flow: { responseJson: '{"day":"Friday","flow_token":"x"}' } }, 'dayFriday'],
    ['a form that is no JSON', { type: 'flow_reply', flow: { responseJson: 'oops' } }, 'oops'],
    ['a chosen row', { type: 'list_reply', choice: { id: '1', title: 'Blue', description: 'the large one' } }, 'Blue the large one'],
    ['what Meta does not hand over', { type: 'unsupported', notice: { kind: 'poll', code: 131051 } }, "not hand this kind of message to businesses (poll)"],
    ['a type that is new', { type: 'hologram', raw: { hologram: 1 } as never }, 'this version does not know: hologram'],
    ['erased words', { type: 'erased' }, 'were erased'],
    ['a file that could not be had', { type: 'image', media: { id: 'f', state: 'FAILED', problem: 'Meta forgot it.', voice: false, animated: false } }, 'Meta forgot it.'],
    ['a file on its way', { type: 'image', media: { id: 'f', state: 'WAITING', voice: false, animated: false } }, 'being fetched'],
    ['choices of ours', { type: 'interactive', interactive: { body: 'Keep one?', buttons: [{ id: 'y', title: 'Yes, please' }] } }, 'Keep one?Yes, please'],
  ])('%s', async (_, content, words) => {
    server()
    const { container } = show(<ContentView content={content} outbound={false} />)
    await waitFor(() => expect(container).toHaveTextContent(words))
  })

  it('makes addresses links that tell nobody where one came from, and nothing else', () => {
    show(<ContentView content={{ type: 'text', text: 'See https://example.com/a?b=1. <b>x</b> javascript:alert(1)' }} outbound={false} />)

    expect(screen.getAllByRole('link').map(link => link.getAttribute('href'))).toEqual(['https://example.com/a?b=1'])
    expect(screen.getByRole('link')).toHaveAttribute('rel', 'noopener noreferrer')
    expect(screen.getByText(/<b>x<\/b>/)).toBeVisible()
  })
})

describe('a message that failed', () => {
  it('says why and what to do in the reader’s language, with the code of Meta', async () => {
    server()
    await chooseLanguage('es')
    show(<Failure id="m1" failure={{ code: 131047, words: 'The window is closed.', wayOut: 'Send a template.', retryable: false }} />)

    expect(await screen.findByText(es['131047'].words)).toBeVisible()
    expect(screen.getByText(es['131047'].wayOut, { exact: false })).toBeVisible()
    expect(screen.getByText('Código de Meta 131047')).toBeInTheDocument()
  })

  it('shows no code where Meta was not asked', async () => {
    server()
    show(<Failure id="m1" failure={{ code: -1, words: 'The number could not send.', wayOut: 'See under Accounts.', retryable: true }} />)

    expect(await screen.findByText('The number could not send.')).toBeVisible()
    expect(screen.queryByText(/code -1/)).toBeNull()
  })
})

describe('the composer', () => {
  const open = (windowOpen = true) => show(<><Composer conversation={conversation} windowOpen={windowOpen} onQuoted={() => undefined} /><ul><Sent /></ul></>)

  it('sends on Enter, shows it at once, and forgets the draft', async () => {
    let answer: (response: Response) => void = () => undefined
    const asked = server({ 'POST /api/conversations/c1/messages': () => new Promise(resolve => (answer = resolve)) })
    open()
    const box = await screen.findByRole('textbox', { name: 'Write a message' })
    await userEvent.type(box, 'One{Shift>}{Enter}{/Shift}two{Enter}')

    expect(await screen.findByRole('img', { name: 'Queued' })).toBeVisible()
    expect(box).toHaveValue('')
    expect(asked.find(one => one.what.endsWith('/messages'))?.body).toEqual({ text: { body: 'One\ntwo' } })
    await act(async () => answer(Response.json({ messageId: 'm9' }, { status: 202 })))
    expect(outbox.entries[0]?.state).toEqual({ kind: 'sent', id: 'm9' })
  })

  it('says that it was not sent, and sends it once by the same key', async () => {
    let tries = 0
    const asked = server({
      'POST /api/conversations/c1/messages': () => {
        if (++tries === 1) throw new TypeError('no line')
        return Response.json({ messageId: 'm9' }, { status: 202 })
      },
    })
    open()
    await userEvent.type(await screen.findByRole('textbox', { name: 'Write a message' }), 'Hello{Enter}')
    const alert = await screen.findByText('Not sent.')
    await userEvent.click(within(alert.closest('[role=alert]') as HTMLElement).getByRole('button', { name: 'Try again' }))

    await waitFor(() => expect(outbox.entries[0]?.state.kind).toBe('sent'))
    const keys = asked.filter(one => one.what.endsWith('/messages')).map(one => one.key)
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
  })

  it('keeps what was begun', async () => {
    server()
    const { unmount } = open()
    await userEvent.type(await screen.findByRole('textbox', { name: 'Write a message' }), 'Half a sen')
    unmount()
    open()

    expect(await screen.findByRole('textbox', { name: 'Write a message' })).toHaveValue('Half a sen')
  })

  it('offers canned replies after a slash and fills their places', async () => {
    server()
    open()
    const box = await screen.findByRole('textbox', { name: 'Write a message' })
    await userEvent.type(box, '/ho')
    expect(await screen.findByRole('option')).toHaveTextContent('/hours')
    await userEvent.keyboard('{Enter}')

    expect(box).toHaveValue('Hello Ana, 9 to 18.')
  })

  it('is a template picker when the 24 hours are over, with a preview, and sends it', async () => {
    const asked = server({ 'POST /api/conversations/c1/messages': () => Response.json({ messageId: 'm9' }, { status: 202 }) })
    open(false)

    expect(await screen.findByText(/More than 24 hours have passed/)).toBeVisible()
    expect(screen.queryByRole('textbox', { name: 'Write a message' })).toBeNull()
    await userEvent.click(await screen.findByRole('button', { name: /order_update/ }))
    const send = screen.getByRole('button', { name: 'Send the template' })
    expect(send).toBeDisabled()
    expect(screen.getByText('Fields still to fill: 1')).toBeVisible()
    await userEvent.type(screen.getByRole('textbox', { name: '2 in the text' }), 'A-7')
    expect(screen.getByRole('figure')).toHaveTextContent('Hi Ana, order A-7')
    await userEvent.click(send)

    expect(asked.find(one => one.what.endsWith('/messages'))?.body).toEqual({ template: { name: 'order_update', language: 'en_US', body: { 1: 'Ana', 2: 'A-7' } } })
  })

  it('refuses files that WhatsApp does not take, and says why', async () => {
    server()
    const { container } = open()
    await screen.findByRole('textbox', { name: 'Write a message' })
    const chooser = container.querySelector('input[type=file]') as HTMLInputElement
    await userEvent.setup({ applyAccept: false }).upload(chooser, new File(['x'], 'a.zip', { type: 'application/zip' }))

    expect(await screen.findByRole('alert')).toHaveTextContent('a.zip: WhatsApp does not take this kind of file')
  })

  it('writes notes that nobody outside sees', async () => {
    const asked = server({ 'POST /api/conversations/c1/notes': () => Response.json({ id: 'n1' }, { status: 201 }) })
    open()
    await userEvent.click(await screen.findByRole('button', { name: 'Note' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Write a note, for colleagues only' }), 'A regular{Enter}')

    await waitFor(() => expect(asked.map(one => one.what)).toContain('POST /api/conversations/c1/notes'))
    expect(asked.map(one => one.what)).not.toContain('POST /api/conversations/c1/messages')
  })

  it('says so to whoever may only look', async () => {
    server({ 'GET /api/auth/me': () => Response.json({ ...me, permissions: ['SEE_CONVERSATIONS'] }) })
    open()

    expect(await screen.findByText(/You may read here/)).toBeVisible()
  })
})
