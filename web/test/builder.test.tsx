import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sessions } from '../src/api/session'
import { Builder } from '../src/features/template/builder/Builder'
import { emptyDraft } from '../src/features/template/builder/draft'
import { theme } from '../src/ui/theme'

const REMARK = 'no variable at the very start or end: put words around it'
let problems: object[]

beforeEach(() => {
  vi.spyOn(sessions, 'token').mockResolvedValue('token')
  problems = []
  vi.stubGlobal('fetch', async (request: Request) => Response.json(request.url.endsWith('/check') ? { problems } : { items: [] }))
})

function show(onSubmit = vi.fn()) {
  render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={new QueryClient()}>
        <Builder initial={{ ...emptyDraft('1'), name: 'spring' }} mode="new" busy={false} error={null} onSubmit={onSubmit} back={null} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return onSubmit
}

const submit = () => screen.getByText('Submit to Meta').closest('button') as HTMLButtonElement
const text = () => screen.getByLabelText('Text of the message')

describe('the builder', () => {
  it('says what is wrong where one has been, and submits nothing that Meta would refuse', async () => {
    problems = [{ field: 'components[0].text', message: REMARK }]
    const onSubmit = show()
    await waitFor(() => expect(submit()).toBeEnabled())
    expect(screen.queryByText(REMARK)).not.toBeInTheDocument()
    await userEvent.click(text())
    await userEvent.tab()
    expect(await screen.findByText(REMARK, undefined, { timeout: 5000 })).toBeVisible()
    await userEvent.click(submit())
    expect(onSubmit).not.toHaveBeenCalled()
  })

  it('puts variables at the cursor, numbered, and submits the JSON of Meta', async () => {
    const onSubmit = show()
    await userEvent.click(text())
    await userEvent.paste('Hello , welcome.')
    ;(text() as HTMLTextAreaElement).setSelectionRange(6, 6)
    await userEvent.click(screen.getByText('Add a variable'))
    expect(text()).toHaveValue('Hello {{1}}, welcome.')
    await userEvent.click(screen.getByLabelText('Example of {{1}}'))
    await userEvent.paste('Ana')
    await waitFor(() => expect(submit()).toBeEnabled())
    await userEvent.click(submit())
    expect(onSubmit.mock.calls[0]?.[1]).toEqual([{ type: 'BODY', text: 'Hello {{1}}, welcome.', example: { body_text: [['Ana']] } }])
  })

  it('takes what is written as JSON, and keeps the last good one meanwhile', async () => {
    show()
    await userEvent.click(screen.getByText('JSON'))
    const json = screen.getByLabelText('Components')
    await userEvent.clear(json)
    await userEvent.click(json)
    await userEvent.paste('[{"type": "BODY", "text": "From JSON')
    expect(screen.getByText(/Not yet a JSON array/)).toBeVisible()
    await userEvent.paste('"}]')
    await userEvent.click(screen.getByText('Form'))
    expect(text()).toHaveValue('From JSON')
  })
})
