import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it, vi } from 'vitest'
import { fit } from '../src/features/inbox/composer/limits'
import { filled } from '../src/features/inbox/composer/placeholders'
import { missing, toSend } from '../src/features/inbox/composer/templateValues'
import { filterOf, filtersSet } from '../src/features/inbox/filter'
import { Gathering } from '../src/features/inbox/gathering'
import { type ConversationPages, mergeItems, mergeNewest, mergeRows, prepended, type Thread } from '../src/features/inbox/merge'
import type { Conversation, Item } from '../src/features/inbox/queries'
import { threadQuery } from '../src/features/inbox/queries'
import { readSearch } from '../src/features/inbox/search'
import { wakingTimes } from '../src/features/inbox/thread/wakingTimes'
import { sessions } from '../src/api/session'

const row = (id: string, minute: number, more: Partial<Conversation> = {}): Conversation => ({
  id, lastAt: `2026-11-30T10:${String(minute).padStart(2, '0')}:00Z`, contact: { id }, phoneNumberId: '1', status: 'OPEN', unread: 0, arrived: 0,
  windowOpen: true, failed: false, tags: [], version: 1, ...more,
})
const pages = (...all: [Conversation[], string?][]): ConversationPages => ({
  pages: all.map(([items, next]) => ({ items, next })),
  pageParams: all.map(() => undefined),
})
const ids = (data: ConversationPages) => data.pages.map(page => page.items.map(one => one.id))

describe('the list of conversations', () => {
  it('moves whoever wrote to their new place and leaves the other rows as they are', () => {
    const data = pages([[row('a', 30), row('b', 20)], 'next'], [[row('c', 10)]])
    const merged = mergeRows(data, ['c'], [row('c', 40, { unread: 1 })])

    expect(ids(merged)).toEqual([['c', 'a', 'b'], []])
    expect(merged.pages[0]?.items[1]).toBe(data.pages[0]?.items[0])
  })

  it('takes what is no longer in it away, and what is new in', () => {
    const merged = mergeRows(pages([[row('a', 30), row('b', 20)]]), ['a', 'd'], [row('d', 25)])

    expect(ids(merged)).toEqual([['d', 'b']])
  })

  it('leaves what lies beyond the pages that were read to them', () => {
    expect(ids(mergeRows(pages([[row('a', 30)], 'next']), ['old'], [row('old', 1)]))).toEqual([['a']])
    expect(ids(mergeRows(pages([[row('a', 30)]]), ['old'], [row('old', 1)]))).toEqual([['a', 'old']])
  })

  it('keeps a row that says the same', () => {
    const data = pages([[row('a', 30)]])
    expect(mergeRows(data, ['a'], [row('a', 30)]).pages[0]?.items[0]).toBe(data.pages[0]?.items[0])
  })
})

const item = (n: number, more: object = {}): Item => ({ id: `m${n}`, at: `2026-11-30T10:00:${String(n).padStart(2, '0')}Z`, ...more })
const thread = (from: number, to: number, older?: string): Thread => ({ items: Array.from({ length: to - from + 1 }, (_, n) => item(from + n)), older })
const shown = (now: Thread) => now.items.map(one => one.id).join(' ')

describe('a thread', () => {
  it('takes the newest page in: what is new, what changed, without what was deleted', () => {
    const former = thread(1, 5, 'before-1')
    const merged = mergeNewest(former, { items: [item(3), item(5, { note: { body: 'changed', authorId: 'x', version: 2 } }), item(6)], older: 'before-3' })

    expect(shown(merged)).toBe('m1 m2 m3 m5 m6')
    expect(merged.older).toBe('before-1')
    expect(merged.items[2]).toBe(former.items[2])
  })

  it('begins anew where more came than a page holds, so that it never has a gap', () => {
    const merged = mergeNewest(thread(1, 5, 'before-1'), { items: [item(20), item(21)], older: 'before-20' })

    expect(shown(merged)).toBe('m20 m21')
    expect(merged.older).toBe('before-20')
  })

  it('puts the page before in front, once', () => {
    const merged = prepended({ items: [item(1), item(2), item(3)], older: undefined })(thread(3, 4, 'before-3'))

    expect(shown(merged)).toBe('m1 m2 m3 m4')
    expect(merged.older).toBeUndefined()
  })

  it('takes single ones again, and those that are gone away', () => {
    const merged = mergeItems(thread(1, 3), ['m1', 'm2'], [item(2, { note: { body: 'new', authorId: 'x', version: 1 } })])

    expect(shown(merged)).toBe('m2 m3')
    expect(merged.items[0]?.note?.body).toBe('new')
  })

  it('puts new ones where they belong, whatever order they are told in', () => {
    const merged = mergeItems({ items: [item(2), item(5)], older: undefined }, ['m6', 'm3', 'm1'], [item(6), item(3), item(1)])

    expect(shown(merged)).toBe('m1 m2 m3 m5 m6')
  })

  it('does not take what came singly for a sign that the newest page goes on from there', () => {
    const singly = mergeItems(thread(1, 5, 'before-1'), ['m40'], [item(40)])
    const begun = mergeNewest(singly, { items: [item(39), item(40)], older: 'before-39' })
    expect(shown(begun)).toBe('m39 m40')
    expect(begun.older).toBe('before-39')

    const goesOn = mergeNewest(mergeItems(begun, ['m41'], [item(41)]), { items: [item(40), item(41), item(42)], older: 'before-40' })
    expect(shown(goesOn)).toBe('m39 m40 m41 m42')
    expect(goesOn.older).toBe('before-39')
  })

  it('is in order within a second, however many digits its times have', () => {
    const at = (id: string, digits: string): Item => ({ id, at: `2026-11-30T10:00:05${digits}Z` })
    const merged = mergeItems({ items: [at('a', '.123'), at('c', '.1235')] }, ['b', 'd'], [at('b', '.123456'), at('d', '.124')])

    expect(shown(merged)).toBe('a b c d')
  })

  it('leaves what is older than all that was read to its page', () => {
    const merged = mergeItems(thread(4, 5, 'before-4'), ['m2'], [item(2)])

    expect(shown(merged)).toBe('m4 m5')
  })

  it('is read again without losing what one scrolled back to', async () => {
    vi.spyOn(sessions, 'token').mockResolvedValue('token')
    vi.stubGlobal('fetch', async () => Response.json({ items: [item(4), item(5), item(6)], older: 'before-4', newer: 'x' }))
    const queries = new QueryClient()
    queries.setQueryData(threadQuery('c').queryKey, thread(1, 5))

    expect(shown(await queries.fetchQuery(threadQuery('c')))).toBe('m1 m2 m3 m4 m5 m6')
  })
})

describe('what is told in a burst', () => {
  it('is read at once, then together, and never twice at a time', async () => {
    vi.useFakeTimers()
    const read: string[][] = []
    let end: () => void = () => undefined
    const gathering = new Gathering(async asked => {
      read.push(asked)
      await new Promise<void>(resolve => (end = resolve))
    })
    gathering.add(['a'])
    gathering.add(['b', 'c'])
    gathering.add(['c'])
    expect(read).toEqual([['a']])
    end()
    await vi.advanceTimersByTimeAsync(100)
    expect(read).toEqual([['a'], ['b', 'c']])
    end()
    await vi.advanceTimersByTimeAsync(100)
    gathering.add(['d'])
    expect(read.at(-1)).toEqual(['d'])
    vi.useRealTimers()
  })

  it('leaves its pace between two readings, also when the first one is long over when the next change comes', async () => {
    vi.useFakeTimers()
    const read: string[][] = []
    const gathering = new Gathering(async asked => void read.push(asked), 200)
    gathering.add(['a'])
    await vi.advanceTimersByTimeAsync(50)
    gathering.add(['b'])
    await vi.advanceTimersByTimeAsync(140)
    expect(read).toEqual([['a']])
    await vi.advanceTimersByTimeAsync(20)
    expect(read).toEqual([['a'], ['b']])
    vi.useRealTimers()
  })

  it('takes more time in a flood, and none after it', async () => {
    vi.useFakeTimers()
    const read: number[] = []
    const gathering = new Gathering(async () => void read.push(Date.now()), 20)
    for (let n = 0; n < 100; n++) {
      gathering.add([`${n}`])
      await vi.advanceTimersByTimeAsync(30)
    }
    expect(read.length).toBeLessThan(70)
    await vi.advanceTimersByTimeAsync(1100)
    const before = read.length
    gathering.add(['last'])
    expect(read).toHaveLength(before + 1)
    vi.useRealTimers()
  })

  it('goes on when a reading failed', async () => {
    vi.useFakeTimers()
    const read: string[][] = []
    const gathering = new Gathering(async asked => {
      read.push(asked)
      if (read.length === 1) throw new Error('away')
    })
    gathering.add(['a'])
    gathering.add(['b'])
    await vi.advanceTimersByTimeAsync(100)
    expect(read).toEqual([['a'], ['b']])
    vi.useRealTimers()
  })
})

describe('the address', () => {
  it('says the filters, and nothing that is none', () => {
    const search = readSearch({ tab: 'mine', status: 'LOUD', unread: true, failed: 'yes', from: '2026-11-01', to: 'soon', number: 106, q: 'ab' })

    expect(search).toMatchObject({ tab: 'mine', status: undefined, unread: true, failed: undefined, from: '2026-11-01', to: undefined, number: '106' })
    expect(filterOf(search)).toMatchObject({ mine: true, status: 'OPEN', unread: true, number: '106', q: undefined })
    expect(filterOf(readSearch({ status: 'ANY', q: 'abc' }))).toMatchObject({ status: undefined, q: 'abc' })
    expect(filtersSet(search)).toBe(3)
  })
})

describe('a file', () => {
  const file = (type: string, size: number) => fit({ type, size })

  it.each([
    ['image/png', 1000, { kind: 'fits', as: 'image' }],
    ['image/jpeg', 6_000_000, { kind: 'asDocument', most: 5_000_000 }],
    ['image/webp', 400_000, { kind: 'fits', as: 'sticker' }],
    ['image/webp', 600_000, { kind: 'tooLarge', most: 500_000 }],
    ['video/mp4', 101_000_000, { kind: 'tooLarge', most: 100_000_000 }],
    ['audio/ogg', 1000, { kind: 'fits', as: 'audio' }],
    ['application/pdf', 1000, { kind: 'fits', as: 'document' }],
    ['application/zip', 1000, { kind: 'wrongType' }],
    ['image/gif', 1000, { kind: 'wrongType' }],
  ])('of type %s and %i bytes', (type, size, expected) => expect(file(type, size)).toEqual(expected))
})

describe('a canned reply', () => {
  it('has its places filled, and leaves no holes', () => {
    const body = 'Hello {first_name}, {agent} here. Is {number} yours, {name}?'

    expect(filled(body, { name: 'Ana Lima', recipient: '+12025550101', agent: 'Olu' })).toBe('Hello Ana, Olu here. Is +12025550101 yours, Ana Lima?')
    expect(filled('{first_name} hello {first_name}, {other}', { agent: 'Olu' })).toBe('hello, {other}')
  })
})

describe('a template', () => {
  const slot = (part: 'HEADER' | 'BODY' | 'BUTTON', variable: string, buttonIndex = -1) => ({ part, variable, buttonIndex, kind: 'TEXT' as const, label: '', named: false })
  const template = {
    account: '1', name: 'order_update', language: 'en_US', body: '', components: {} as never, sendable: true, status: 'APPROVED', version: 1, changedAt: '2026-11-01T10:00:00Z', parameterFormat: 'NAMED',
    slots: [slot('HEADER', 'day'), slot('BODY', '1'), slot('BUTTON', '1', 2)],
  }

  it('is sent with its values by part', () => {
    const values = { 'header.day': 'Friday', 'body.1': ' Ana ', 'buttons.2': 'A-1' }

    expect(missing(template.slots, { ...values, 'body.1': ' ' }).map(one => one.variable)).toEqual(['1'])
    expect(toSend(template, values)).toEqual({ name: 'order_update', language: 'en_US', header: { day: 'Friday' }, body: { 1: 'Ana' }, buttons: { 2: 'A-1' } })
  })
})

describe('snoozing', () => {
  it('offers Monday once', () => {
    const labels = (day: string) => wakingTimes(Date.parse(`${day}T15:00:00`)).map(time => time.label)

    expect(labels('2026-11-29')).not.toContain('inbox.nextMonday') // a Sunday: tomorrow
    expect(labels('2026-11-30')).toContain('inbox.nextMonday') // a Monday: in a week
    for (const { at } of wakingTimes(Date.now())) expect(Date.parse(at)).toBeGreaterThan(Date.now())
  })
})
