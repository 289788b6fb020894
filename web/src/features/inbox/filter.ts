import { flags, type InboxSearch, type Status } from './search'

/** The shortest search that the server takes. */
const SHORTEST = 3

/** As `GET /api/conversations` takes it. */
export interface ConversationFilter {
  mine?: boolean
  unassigned?: boolean
  unread?: boolean
  unreplied?: boolean
  windowClosing?: boolean
  failed?: boolean
  status?: Status
  tag?: string
  number?: string
  agent?: string
  from?: string
  to?: string
  q?: string
}

/** The first instant of a day in the reader's zone, so many days later. */
function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

export function filterOf(search: InboxSearch): ConversationFilter {
  const { tab, status, q, tag, agent, number, from, to, unread, unreplied, windowClosing, failed } = search
  return {
    mine: tab === 'mine' || undefined,
    unassigned: tab === 'unassigned' || undefined,
    status: status === 'ANY' ? undefined : (status ?? 'OPEN'),
    // two letters find nothing yet, and are no mistake
    q: q && [...q].length >= SHORTEST ? q : undefined,
    tag,
    agent,
    number,
    from: from && startOf(from, 0),
    to: to && startOf(to, 1),
    unread,
    unreplied,
    windowClosing,
    failed,
  }
}

/** How many filters beyond the tab are set. */
export const filtersSet = (search: InboxSearch) =>
  [search.status, search.tag, search.agent, search.number, search.from ?? search.to, ...flags.map(flag => search[flag])].filter(Boolean).length
