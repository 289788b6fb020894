/**
 * What the address says of the figures.
 * @property days the last so many; 30 unless said otherwise
 * @property from, to days of one's own, both inclusive, instead
 */
export interface AnalyticsSearch {
  days?: 7 | 90 | 365
  from?: string
  to?: string
  campaign?: string
  number?: string
  template?: string
  country?: string
  by?: Dimension
}

export const dimensions = ['CAMPAIGN', 'TEMPLATE', 'COUNTRY', 'NUMBER'] as const
export type Dimension = (typeof dimensions)[number]
export const presets = [7, 30, 90, 365] as const

const DAY = 86_400_000
const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined)
const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined)

export function readAnalyticsSearch(search: Record<string, unknown>): AnalyticsSearch {
  const from = day(search.from)
  const to = day(search.to)
  return {
    days: search.days === 7 || search.days === 90 || search.days === 365 ? search.days : undefined,
    from: from && to && from <= to ? from : undefined,
    to: from && to && from <= to ? to : undefined,
    campaign: text(search.campaign),
    number: text(search.number),
    template: text(search.template),
    country: text(search.country),
    by: dimensions.find(dimension => dimension === search.by),
  }
}

/** From and to as instants, `to` exclusive, and the zone in which days are meant: the viewer's. */
export interface Period {
  from: string
  to: string
  zone: string
}

export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

const startOf = (year: number, month: number, date: number) => new Date(year, month, date)
const parts = (text: string) => text.split('-').map(Number) as [number, number, number]

/** Whole days of the viewer, today among them. */
export function periodOf({ days = undefined, from, to }: AnalyticsSearch, now = new Date()): Period {
  const dates =
    from && to
      ? { from: at(from, 0), to: at(to, 1) }
      : { from: startOf(now.getFullYear(), now.getMonth(), now.getDate() - (days ?? 30) + 1), to: startOf(now.getFullYear(), now.getMonth(), now.getDate() + 1) }
  return { from: dates.from.toISOString(), to: dates.to.toISOString(), zone: zone() }
}

function at(text: string, later: number): Date {
  const [year, month, date] = parts(text)
  return startOf(year, month - 1, date + later)
}

/** As long, and right before: as the server compares. */
export function before({ from, to, zone: where }: Period): Period {
  const length = Date.parse(to) - Date.parse(from)
  return { from: new Date(Date.parse(from) - length).toISOString(), to: from, zone: where }
}

/** Short periods are shown by the hour. */
export const bucketOf = ({ from, to }: Period): 'HOUR' | 'DAY' => (Date.parse(to) - Date.parse(from) <= 2 * DAY + 3_600_000 ? 'HOUR' : 'DAY')

const two = (n: number) => String(n).padStart(2, '0')

/** The begins of all hours or days of a period, local time, as the server writes them. */
export function buckets(period: Period): string[] {
  const hourly = bucketOf(period) === 'HOUR'
  const all: string[] = []
  const moment = new Date(period.from)
  const end = Date.parse(period.to)
  while (moment.getTime() < end) {
    all.push(`${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}T${hourly ? two(moment.getHours()) : '00'}:00`)
    if (hourly) moment.setHours(moment.getHours() + 1)
    else moment.setDate(moment.getDate() + 1)
  }
  return all
}

/** A local time without its zone: `2026-11-20T00:00`, whatever seconds the server writes. */
export const bucketKey = (text: unknown) => String(text).slice(0, 16)
