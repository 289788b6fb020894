export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

export const zones = (): string[] => [...new Set([ownZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])]

const two = (n: number) => String(n).padStart(2, '0')

/** As a field of date and time has it: `2026-12-01T09:00`, so many minutes from now. */
export function localNow(minutes: number): string {
  const at = new Date(Date.now() + minutes * 60_000)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** Milliseconds of a zone's local time; within an hour where daylight saving changes, which is enough to tell past from future. */
export function instantOf(local: string, zone: string): number {
  const asUtc = Date.parse(`${local}Z`)
  return asUtc - offset(asUtc - offset(asUtc, zone), zone)
}

export const isPast = (local: string | undefined, zone: string) => local !== undefined && instantOf(local, zone) <= Date.now()

function offset(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at)
  const of = (type: string) => Number(parts.find(part => part.type === type)?.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute')) - Math.floor(at / 60_000) * 60_000
}
