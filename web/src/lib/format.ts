import i18next from 'i18next'

const dateTime: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' }

/** One format a language: to make one takes longer than to draw the row that it is for. */
function kept<Format>(make: (language: string) => Format): () => Format {
  let language = ''
  let format: Format
  return () => {
    if (language !== i18next.language) {
      language = i18next.language
      format = make(language)
    }
    return format
  }
}

const moments = kept(language => new Intl.DateTimeFormat(language, dateTime))
const days = kept(language => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }))
const numbers = kept(language => new Intl.NumberFormat(language))
const spans = kept(language => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }))

/** In the viewer's zone and language. */
export const formatDateTime = (at: string | number) => moments().format(new Date(at))

export const formatDay = (at: string) => days().format(new Date(at))

/** Messages a second, to a tenth. */
export const formatRate = (perSecond: number) => formatNumber(Math.round(perSecond * 10) / 10)

/** With seconds and the zone: where order and place matter. */
export const formatExactly = (at: string) =>
  new Intl.DateTimeFormat(i18next.language, { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(at))

export const formatNumber = (n: number) => numbers().format(n)

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
  const format = spans()
  for (const [unit, length] of STEPS)
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit)
  return format.format(0, 'second')
}
