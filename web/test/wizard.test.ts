import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '../src/api/problem'
import { asFile, isChosen, pastedNumbers, sourceOf } from '../src/features/wizard/audience'
import { DraftSaver } from '../src/features/wizard/DraftSaver'
import { readKept } from '../src/features/wizard/kept'
import type { Campaign, Change, Slot } from '../src/features/wizard/queries'
import { stepOf } from '../src/features/wizard/steps'
import { instantOf } from '../src/features/wizard/time'
import { carriedOver, mapped, unmapped, valuesOf } from '../src/features/wizard/variables'

const campaign = { id: 'c', name: 'Sale', version: 1 } as Campaign
const conflict = new ApiProblem({ type: '/problems/campaign-changed', title: '', status: 409, detail: 'Somebody changed it.', instance: '' })

describe('a draft that is edited', () => {
  let sent: Change[]
  let answer: (change: Change) => Promise<Campaign>
  const server = (_: string, change: Change) => {
    sent.push(change)
    return answer(change)
  }
  const made = () => new DraftSaver(campaign, server, () => undefined)

  beforeEach(() => {
    vi.useFakeTimers()
    sent = []
    answer = async change => ({ ...campaign, ...change, version: (change.version ?? 0) + 1 }) as Campaign
  })
  afterEach(() => vi.useRealTimers())

  it('is saved once one rests, all edits together', async () => {
    const saver = made()
    saver.edit({ name: 'S' })
    await vi.advanceTimersByTimeAsync(300)
    saver.edit({ name: 'Sale two' })
    saver.edit({ phoneNumberIds: ['1'] })
    expect(sent).toEqual([])
    expect(saver.state.kind).toBe('unsaved')
    await vi.advanceTimersByTimeAsync(700)

    expect(sent).toEqual([{ name: 'Sale two', phoneNumberIds: ['1'], version: 1 }])
    expect(saver.state.kind).toBe('saved')
    expect(saver.campaign.version).toBe(2)
  })

  it('sends what is edited during a request afterwards, with the version that came back', async () => {
    const saver = made()
    let free: (() => void) | undefined
    answer = change => new Promise(done => (free = () => done({ ...campaign, ...change, version: 2 } as Campaign)))
    saver.edit({ name: 'A' })
    const flushed = saver.flush()
    saver.edit({ name: 'B' })
    answer = async change => ({ ...campaign, ...change, version: 3 }) as Campaign
    free?.()

    expect(await flushed).toBe(true)
    expect(sent.map(({ name, version }) => [name, version])).toEqual([
      ['A', 1],
      ['B', 2],
    ])
  })

  it('keeps its edits where the server cannot be reached, and saves them when asked again', async () => {
    const saver = made()
    answer = () => Promise.reject(new TypeError('no network'))
    saver.edit({ name: 'Kept' })
    expect(await saver.flush()).toBe(false)
    expect(saver.state).toMatchObject({ kind: 'failed', overtaken: false })

    answer = async change => ({ ...campaign, ...change, version: 2 }) as Campaign
    expect(await saver.flush()).toBe(true)
    expect(saver.campaign.name).toBe('Kept')
  })

  it('tells that somebody else was faster, and takes theirs when told so', async () => {
    const saver = made()
    answer = () => Promise.reject(conflict)
    saver.edit({ name: 'Mine' })
    expect(await saver.flush()).toBe(false)
    expect(saver.state).toMatchObject({ kind: 'failed', overtaken: true })

    saver.adopt({ ...campaign, name: 'Theirs', version: 5 } as Campaign)
    expect(saver.state.kind).toBe('saved')
    expect(saver.campaign.name).toBe('Theirs')
    expect(await saver.flush()).toBe(true)
    expect(sent).toHaveLength(1)
  })

  it('hears of changes of others only while it has none of its own', () => {
    const saver = made()
    saver.heard({ ...campaign, name: 'Newer', version: 2 } as Campaign)
    expect(saver.campaign.name).toBe('Newer')
    saver.edit({ name: 'Mine' })
    saver.heard({ ...campaign, name: 'Newest', version: 3 } as Campaign)
    expect(saver.campaign.name).toBe('Newer')
  })
})

describe('an audience', () => {
  it('shows by which way it was chosen', () => {
    expect(sourceOf({ tags: [] })).toBe('everybody')
    expect(sourceOf({ tags: ['vip'] })).toBe('tags')
    expect(sourceOf({ tags: [], id: 'a' })).toBe('saved')
    expect(sourceOf({ tags: [], filter: {} as Record<string, never> })).toBe('filter')
  })

  it('takes pasted numbers apart, each once', async () => {
    const numbers = pastedNumbers('+1 202 555 0101\n+1 202 555 0102, +1 202 555 0101;\n\n "+1 202 555 0103" ')
    expect(numbers).toEqual(['+1 202 555 0101', '+1 202 555 0102', '"+1 202 555 0103"'])
    expect(await asFile(numbers).text()).toBe('phone\r\n"+1 202 555 0101"\r\n"+1 202 555 0102"\r\n"+1 202 555 0103"')
  })
})

describe('the variables of a message', () => {
  const slot = (part: Slot['part'], variable: string, buttonIndex = -1): Slot => ({ part, variable, buttonIndex, kind: 'TEXT', label: `${part} ${variable}`, named: false })
  const slots = [slot('HEADER', '1'), slot('BODY', '1'), slot('BUTTON', '1', 2)]
  const none = { header: {}, body: {}, buttons: {} }

  it('are mapped by place, and told apart from those that say nothing yet', () => {
    const variables = mapped(mapped(none, slots[1] as Slot, { field: 'name' }), slots[2] as Slot, { text: ' ' })
    expect(variables).toEqual({ header: {}, body: { '1': { field: 'name' } }, buttons: { '2': { text: ' ' } } })
    expect(unmapped(variables, slots).map(one => one.label)).toEqual(['HEADER 1', 'BUTTON 1'])
    expect(mapped(variables, slots[1] as Slot, undefined).body).toEqual({})
  })

  it('are carried over to another template as far as it has their places', () => {
    const variables = { header: {}, body: { '1': { field: 'name' }, '2': { text: 'x' } }, buttons: {} }
    expect(carriedOver(variables, [slot('BODY', '1')])).toEqual({ header: {}, body: { '1': { field: 'name' } }, buttons: {} })
  })

  it('of a sample stand at the places of the preview', () => {
    const sample = { recipient: '…0101', body: 'Hi', values: [{ variable: 'BODY 1', value: 'Ann' }], problems: [] }
    expect(valuesOf(sample, slots)).toEqual({ 'header.1': '', 'body.1': 'Ann', 'buttons.2': '' })
  })
})

it('a problem leads to the step where it is mended', () => {
  expect(['template', 'variables.body.1', 'audience', 'audience.filter.all[0]', 'phoneNumberIds'].map(stepOf)).toEqual(['message', 'message', 'audience', 'audience', 'basics'])
})

it('a local time is told by its zone, in summer and in winter', () => {
  expect(new Date(instantOf('2026-12-01T09:00', 'Europe/Berlin')).toISOString()).toBe('2026-12-01T08:00:00.000Z')
  expect(new Date(instantOf('2026-07-01T09:00', 'Europe/Berlin')).toISOString()).toBe('2026-07-01T07:00:00.000Z')
  expect(new Date(instantOf('2026-12-01T00:30', 'Asia/Kolkata')).toISOString()).toBe('2026-11-30T19:00:00.000Z')
})

it('what was kept of a wizard is read back, and nothing of what is broken', () => {
  localStorage.setItem('wabs.wizard.a', '{"step":"message","at":"2026-12-01T09:00"}')
  localStorage.setItem('wabs.wizard.b', '{"step":"nowhere","importId":"j"}')
  localStorage.setItem('wabs.wizard.c', 'no json')
  expect(readKept('a')).toEqual({ step: 'message', at: '2026-12-01T09:00' })
  expect(readKept('b')).toEqual({ importId: 'j' })
  expect(readKept('c')).toEqual({})
})

it('a way of choosing people holds once the draft says the same', () => {
  expect(isChosen('everybody', { tags: [] }, undefined)).toBe(true)
  expect(isChosen('filter', { tags: [] }, undefined)).toBe(false)
  expect(isChosen('filter', { tags: [], filter: {} as Record<string, never> }, undefined)).toBe(true)
  expect(isChosen('file', { tags: ['old'] }, undefined)).toBe(false)
  expect(isChosen('file', { tags: ['new'] }, 'job')).toBe(true)
})
