import i18next from 'i18next'

const dateTime: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' }

/** In the viewer's zone and language. */
export const formatDateTime = (at: string | number) =>
  new Intl.DateTimeFormat(i18next.language, dateTime).format(new Date(at))

export const formatDay = (at: string) => new Intl.DateTimeFormat(i18next.language, { dateStyle: 'medium' }).format(new Date(at))

/** With seconds and the zone: where order and place matter. */
export const formatExactly = (at: string) =>
  new Intl.DateTimeFormat(i18next.language, { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(at))

export const formatNumber = (n: number) => new Intl.NumberFormat(i18next.language).format(n)

export const formatPercent = (part: number, whole: number) =>
  whole === 0 ? '–' : new Intl.NumberFormat(i18next.language, { style: 'percent', maximumFractionDigits: 1 }).format(part / whole)

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** "3 hours ago", "in 2 days". */
export function formatAgo(at: string, now = Date.now()): string {
  const seconds = (Date.parse(at) - now) / 1000
  const format = new Intl.RelativeTimeFormat(i18next.language, { numeric: 'auto' })
  for (const [unit, length] of STEPS)
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit)
  return format.format(0, 'second')
}
