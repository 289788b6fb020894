import type { I18nKey } from '../../../lib/i18n'

const HOUR = 3_600_000
const MONDAY = 1

const at9 = (now: Date, days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9).toISOString()

/** When a conversation may come back, in the viewer's own time. */
export function wakingTimes(at: number): { label: I18nKey; at: string }[] {
  const now = new Date(at)
  const toMonday = (MONDAY - now.getDay() + 7) % 7 || 7
  return [
    { label: 'inbox.in1Hour', at: new Date(at + HOUR).toISOString() },
    { label: 'inbox.in3Hours', at: new Date(at + 3 * HOUR).toISOString() },
    { label: 'inbox.tomorrow', at: at9(now, 1) },
    // tomorrow is said already
    ...(toMonday > 1 ? [{ label: 'inbox.nextMonday' as const, at: at9(now, toMonday) }] : []),
  ]
}
