import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sessions } from '../src/api/session'
import type { Job } from '../src/ui/jobs/job'
import { JobProgress } from '../src/ui/jobs/JobProgress'
import { PhonePreview } from '../src/ui/PhonePreview/PhonePreview'
import { theme } from '../src/ui/theme'
import { WhatsAppText } from '../src/ui/WhatsAppText'

const queries = () => new QueryClient({ defaultOptions: { queries: { retry: false } } })
const show = (node: ReactNode, client = queries()) =>
  render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={client}>{node}</QueryClientProvider>
    </MantineProvider>,
  )

describe('the text of a message', () => {
  it.each([
    ['*bold* and _italic_', '<strong>bold</strong> and <em>italic</em>'],
    ['*bold and _both_*', '<strong>bold and <em>both</em></strong>'],
    ['~gone~ ```as *it* is```', '<s>gone</s> <code>as *it* is</code>'],
    ['2*3*4 and snake_case_name', '2*3*4 and snake_case_name'],
    ['* a list\n* goes on', '* a list\n* goes on'],
    ['<b>text & text</b>', '&lt;b&gt;text &amp; text&lt;/b&gt;'],
  ])('%s', (text, html) => {
    const { container } = render(<WhatsAppText text={text} />)
    expect(container.innerHTML).toBe(html)
  })
})

describe('a phone', () => {
  const components = [
    { type: 'HEADER', format: 'TEXT', text: 'Our {{1}} is on!' },
    { type: 'BODY', text: 'Use *{{1}}* until {{until}}.' },
    { type: 'FOOTER', text: 'Reply STOP' },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Shop now' }, { type: 'COPY_CODE' }] },
  ]

  it('shows a template with its values, and what has none in braces', () => {
    show(<PhonePreview sender="Corner Shop" components={components} values={{ 'header.1': 'Sale', 'body.1': '25OFF' }} />)
    expect(screen.getByText('Our Sale is on!')).toBeVisible()
    expect(screen.getByText('25OFF').tagName).toBe('STRONG')
    expect(screen.getByText(/until {{until}}/)).toBeVisible()
    expect(screen.getByText('Reply STOP')).toBeVisible()
    expect(screen.getByText('Shop now')).toBeVisible()
    expect(screen.getByText('Copy code')).toBeVisible()
  })

  it('shows the picture of its header, else a place for it', () => {
    const picture = [{ type: 'HEADER', format: 'IMAGE' }, { type: 'BODY', text: 'Look' }]
    const { rerender } = render(<PhonePreview sender="Shop" components={picture} media={{ url: 'blob:x', name: 'parcel.jpg' }} />)
    expect(screen.getByRole('img', { name: 'parcel.jpg' })).toHaveAttribute('src', 'blob:x')
    rerender(<PhonePreview sender="Shop" components={picture} />)
    expect(screen.getByText('Picture')).toBeVisible()
  })

  it('says what is missing when there is no message', () => {
    show(<PhonePreview sender="Shop" components={undefined} empty="Choose a template" />)
    expect(screen.getByText('Choose a template')).toBeVisible()
  })
})

describe('a job', () => {
  const job: Job = { id: 'j', kind: 'contact-import', state: 'RUNNING', total: 4000, done: 1000, refused: 0, createdAt: '2026-11-20T10:00:00Z' }
  let answer: Job

  beforeEach(() => {
    answer = job
    vi.spyOn(sessions, 'token').mockResolvedValue('token')
    vi.stubGlobal('fetch', async () => Response.json(answer))
  })

  it('shows how far it is, and what came out when an event has it read again', async () => {
    const client = queries()
    const ended = vi.fn()
    show(
      <JobProgress jobId="j" title="Import of people.csv" onEnd={ended}>
        {one => <p>{one.refused} refused</p>}
      </JobProgress>,
      client,
    )
    expect(await screen.findByText('1,000 / 4,000')).toBeVisible()
    expect(screen.getByRole('progressbar', { name: 'Import of people.csv' })).toHaveAttribute('aria-valuenow', '25')
    expect(ended).not.toHaveBeenCalled()

    answer = { ...job, state: 'DONE', done: 4000, refused: 3 }
    await act(() => client.invalidateQueries({ queryKey: ['job'] }))

    expect(await screen.findByText('3 refused')).toBeVisible()
    expect(ended).toHaveBeenCalledOnce()
    await act(() => client.invalidateQueries({ queryKey: ['job'] }))
    expect(ended).toHaveBeenCalledOnce()
  })

  it('says why it failed, and shows no result', async () => {
    answer = { ...job, state: 'FAILED', error: 'The file ends in the middle of a row.' }
    show(
      <JobProgress jobId="j" title="Import">
        {() => <p>result</p>}
      </JobProgress>,
    )
    expect(await screen.findByRole('alert')).toHaveTextContent('The file ends in the middle of a row.')
    expect(screen.queryByText('result')).toBeNull()
  })
})
