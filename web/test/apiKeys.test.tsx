import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { meQuery } from '../src/api/me'
import { sessions } from '../src/api/session'
import { ApiKeyDialog } from '../src/features/identity/ApiKeyDialog'
import { theme } from '../src/ui/theme'

const SEND = ['SEE_ACCOUNTS', 'SEE_TEMPLATES', 'SEE_CAMPAIGNS', 'MANAGE_CAMPAIGNS', 'MANAGE_CONTACTS', 'EXPORT_CONTACTS', 'SEE_PHONE_NUMBERS']
const ALL = ['SEE_CONVERSATIONS', 'SEND_MESSAGES', ...SEND]

let sent: unknown

beforeEach(() => {
  vi.spyOn(sessions, 'token').mockResolvedValue('token')
  vi.stubGlobal('fetch', async (request: Request) => {
    sent = await request.json()
    return Response.json({ key: 'wabs_x' })
  })
})

function show(permissions: string[]) {
  const queries = new QueryClient()
  const me = { kind: 'USER', id: '1', name: 'Olu', role: 'OWNER', permissions, organization: { id: '1', name: 'Shop' } }
  queries.setQueryData(meQuery.queryKey, me as never)
  render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queries}>
        <ApiKeyDialog onClose={() => undefined} />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

describe('a new API key', () => {
  it.each([
    ['Send campaigns from scripts', SEND],
    ['Read only', ['SEE_CONVERSATIONS', 'SEE_ACCOUNTS', 'SEE_TEMPLATES', 'SEE_CAMPAIGNS', 'SEE_PHONE_NUMBERS']],
    ['Everything I may', ALL],
  ])('for "%s" may that and nothing else, whatever was chosen before', async (preset, permissions) => {
    show(ALL)
    await userEvent.type(await screen.findByLabelText('Name'), 'Nightly report')
    await userEvent.click(screen.getByRole('checkbox', { name: 'SEND_MESSAGES' }))

    await userEvent.click(screen.getByRole('button', { name: preset }))
    await userEvent.click(screen.getByRole('button', { name: 'Make a key' }))

    await vi.waitFor(() => expect(sent).toMatchObject({ name: 'Nightly report', permissions }))
  })

  it('is not offered for what its maker may only in part', async () => {
    show(ALL.filter(permission => permission !== 'EXPORT_CONTACTS'))

    expect(await screen.findByRole('button', { name: 'Read only' })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Send campaigns from scripts' })).toBeNull()
  })

  it('for scripts may what `./wabs send` asks for', () => {
    const java = readFileSync(join(import.meta.dirname, '../../cli/src/main/java/org/wabs/cli/send/SendRun.java'), 'utf8')
    const needed = [...(/NEEDED =[^;]*/.exec(java)?.[0] ?? '').matchAll(/"([A-Z_]+)"/g)].map(match => match[1])
    expect([...needed, 'SEE_PHONE_NUMBERS'].toSorted()).toEqual(SEND.toSorted())
  })
})
