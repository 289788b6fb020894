import i18next from 'i18next'

const made = new Map<string, Intl.DateTimeFormat>()

/** Making a format takes longer than using it, and there are thousands of rows. */
function format(at: number, kind: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${i18next.language} ${kind}`
  const known = made.get(key) ?? new Intl.DateTimeFormat(i18next.language, options)
  made.set(key, known)
  return known.format(at)
}

export const timeOf = (at: string) => format(Date.parse(at), 'time', { timeStyle: 'short' })

const DAY = 86_400_000
const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0)
/** Days between two instants by the viewer's calendar, whatever the clocks were changed by. */
const daysAgo = (at: number, now: number) => Math.round((midnight(now) - midnight(at)) / DAY)

/** Changes with the day: what separates messages. */
export const dayKey = (at: string) => midnight(Date.parse(at))

export function dayOf(at: string, now = Date.now()): string {
  const days = daysAgo(Date.parse(at), now)
  if (days === 0 || days === 1) return new Intl.RelativeTimeFormat(i18next.language, { numeric: 'auto' }).format(-days, 'day')
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return format(Date.parse(at), `day ${thisYear}`, { weekday: 'long', day: 'numeric', month: 'long', year: thisYear ? undefined : 'numeric' })
}

/** As short as a row wants it: 14:02, yesterday, Monday, 3 May. */
export function shortly(at: string, now: number): string {
  const days = daysAgo(Date.parse(at), now)
  if (days <= 0) return timeOf(at)
  if (days === 1) return dayOf(at, now)
  if (days < 7) return format(Date.parse(at), 'weekday', { weekday: 'short' })
  return format(Date.parse(at), 'date', { dateStyle: 'short' })
}

const HOUR = 3_600_000
const MINUTE = 60_000
const unit = (n: number, name: 'hour' | 'minute') =>
  new Intl.NumberFormat(i18next.language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(n)

/** 22 hr, 14 min. */
export function span(milliseconds: number): string {
  const hours = Math.floor(milliseconds / HOUR)
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE)
  return hours > 0 ? `${unit(hours, 'hour')} ${unit(minutes, 'minute')}` : unit(minutes, 'minute')
}

/** Whole hours, or minutes in the last one. */
export const shortSpan = (milliseconds: number) =>
  milliseconds >= HOUR ? unit(Math.floor(milliseconds / HOUR), 'hour') : unit(Math.max(1, Math.floor(milliseconds / MINUTE)), 'minute')

const SIZES = ['byte', 'kilobyte', 'megabyte'] as const

export function sizeOf(bytes: number): string {
  const step = Math.min(SIZES.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const number = { style: 'unit', unit: SIZES[step], unitDisplay: 'short', maximumFractionDigits: step } as const
  return new Intl.NumberFormat(i18next.language, number).format(bytes / 1000 ** step)
}
