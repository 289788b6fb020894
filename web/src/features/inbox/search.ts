import type { Schemas } from '../../api/client'

export type Status = Schemas['Status']
export type Tab = 'mine' | 'unassigned'
export const flags = ['unread', 'unreplied', 'windowClosing', 'failed'] as const
export type Flag = (typeof flags)[number]

/** What the address says of the inbox. */
export interface InboxSearch extends Partial<Record<Flag, true>> {
  tab?: Tab
  /** Open ones unless said otherwise. */
  status?: Exclude<Status, 'OPEN'> | 'ANY'
  q?: string
  tag?: string
  agent?: string
  number?: string
  /** Days of the last message, such as 2026-11-30. */
  from?: string
  to?: string
  /** Whether the pane about the person is open; left out: where there is room. */
  pane?: 'open' | 'closed'
}

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined)
const word = (value: unknown) => text(typeof value === 'number' ? String(value) : value)
const day = (value: unknown) => text(value)?.match(/^\d{4}-\d{2}-\d{2}$/)?.[0]
const among = <T extends string>(value: unknown, known: readonly T[]) => known.find(one => one === value)
const flag = (value: unknown) => (value === true ? (true as const) : undefined)

export const readSearch = (search: Record<string, unknown>): InboxSearch => ({
  tab: among(search.tab, ['mine', 'unassigned']),
  status: among(search.status, ['SNOOZED', 'RESOLVED', 'ANY']),
  q: word(search.q),
  tag: word(search.tag),
  agent: text(search.agent),
  number: word(search.number),
  from: day(search.from),
  to: day(search.to),
  unread: flag(search.unread),
  unreplied: flag(search.unreplied),
  windowClosing: flag(search.windowClosing),
  failed: flag(search.failed),
  pane: among(search.pane, ['open', 'closed']),
})
