import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { meQuery } from '../src/api/me'
import { sessions } from '../src/api/session'
import { filledIn } from '../src/features/settings/CannedReplyDialog'
import type { Setting } from '../src/features/settings/queries'
import { SettingRow } from '../src/features/settings/SettingRow'
import { areaOf } from '../src/features/settings/words'
import { theme } from '../src/ui/theme'

let sent: unknown
let refusal: object | undefined

beforeEach(() => {
  vi.spyOn(sessions, 'token').mockResolvedValue('token')
  refusal = undefined
  vi.stubGlobal('fetch', async (request: Request) => {
    sent = await request.json()
    return refusal ? Response.json(refusal, { status: 400 }) : Response.json({ settings: [] })
  })
})

const me = { kind: 'USER', id: '1', name: 'Olu', role: 'OWNER', permissions: ['MANAGE_SETTINGS'], organization: { id: '1', name: 'Shop' } }

function show(setting: object) {
  const queries = new QueryClient()
  queries.setQueryData(meQuery.queryKey, me as never)
  const all = { key: 'x', meaning: 'What it means.', version: 3, isDefault: true, ...setting } as unknown as Setting
  render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queries}>
        <SettingRow setting={all} />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

describe('a setting', () => {
  it('that is a switch is saved at once', async () => {
    show({ key: 'inbox.typing', value: true, defaultValue: true })
    await userEvent.click(screen.getByRole('switch', { name: /^Typing indicator/ }))
    await vi.waitFor(() => expect(sent).toEqual({ settings: { 'inbox.typing': { value: false, version: 3 } } }))
  })

  it('shows at its input what the server has against it, and keeps what was written', async () => {
    refusal = { type: '/problems/invalid-request', title: '', status: 400, detail: '', instance: '', errors: [{ field: 'retention.days', message: '0 or 30 to 3650' }] }
    show({ key: 'retention.days', value: 0, defaultValue: 0 })
    const input = screen.getByLabelText('Days that messages are kept')
    await userEvent.clear(input)
    await userEvent.type(input, '7')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('0 or 30 to 3650')).toBeInTheDocument()
    expect(input).toHaveValue('7')
  })

  it('goes back to its default', async () => {
    show({ key: 'contact.defaultCountry', value: 'DE', defaultValue: '', isDefault: false })
    await userEvent.click(screen.getByRole('button', { name: 'The default again' }))
    await vi.waitFor(() => expect(sent).toEqual({ settings: { 'contact.defaultCountry': { value: null, version: 3 } } }))
  })

  it('that is a text in several languages is written in each of them', async () => {
    show({ key: 'consent.stopConfirmation', value: { default: 'Bye.', de: 'Tschüs.' }, defaultValue: { default: 'Bye.' }, isDefault: false })
    await userEvent.type(screen.getByLabelText('Everybody else'), ' Write START.')
    await userEvent.click(screen.getByRole('button', { name: 'Remove German' }))
    await userEvent.click(screen.getByLabelText('Add a language'))
    await userEvent.click(await screen.findByRole('option', { name: 'French (fr)' }))
    await userEvent.type(screen.getByLabelText('French'), 'Adieu.')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    const value = { default: 'Bye. Write START.', fr: 'Adieu.' }
    await vi.waitFor(() => expect(sent).toEqual({ settings: { 'consent.stopConfirmation': { value, version: 3 } } }))
  })

  it('of a newer server shows in the words of the server, and as JSON where it has parts', () => {
    show({ key: 'other.thing', value: { de: 'Hallo' }, defaultValue: {} })
    expect(screen.getByLabelText('other.thing')).toHaveValue('{\n  "de": "Hallo"\n}')
    expect(screen.getByText('What it means.')).toBeInTheDocument()
    expect(areaOf('other.thing')).toBe('general')
  })
})

it('a canned reply is filled with the person and the agent', () => {
  const values = { name: 'Ana Garcia', first_name: 'Ana', number: '+1', agent: 'Olu' }
  expect(filledIn('Hi {first_name} ({name}, {number}), {agent} here. {other}', values)).toBe('Hi Ana (Ana Garcia, +1), Olu here. {other}')
})
