import type { Schemas } from '../../api/client'
import type { I18nKey } from '../../lib/i18n'
import type { PhoneNumber } from './queries'

const checks: Record<string, I18nKey> = {
  TOKEN: 'check.token',
  TOKEN_SCOPES: 'check.scopes',
  TOKEN_LIFE: 'check.life',
  NUMBERS: 'check.numbers',
  SENDING: 'check.sending',
  APP_SUBSCRIBED: 'check.subscribed',
  WEBHOOK_SECRET: 'check.secret',
  WEBHOOK_CALLBACK: 'check.callback',
  WEBHOOK_FIELDS: 'check.fields',
  WEBHOOKS: 'check.webhooks',
  ACCOUNT: 'check.account',
  ALLOWANCE: 'check.allowance',
  SETTINGS: 'check.settings',
  DISK: 'check.disk',
  DATABASE: 'check.database',
  DATABASE_CLOCK: 'check.databaseClock',
  MIGRATIONS: 'check.migrations',
  CLOCK: 'check.clock',
  GRAPH_VERSION: 'check.version',
}

/** @returns undefined for a check of a newer server; its own name tells enough */
export const checkLabel = (name: string): I18nKey | undefined => checks[name]

export const stateLabel = { OK: 'doctor.ok', WARN: 'doctor.warn', FAIL: 'doctor.fail' } as const satisfies Record<Schemas['FindingState'], I18nKey>

const qualities: Record<string, { label: I18nKey; color: string }> = {
  GREEN: { label: 'number.quality.green', color: 'wa' },
  YELLOW: { label: 'number.quality.yellow', color: 'yellow' },
  RED: { label: 'number.quality.red', color: 'red' },
}

export const qualityOf = (quality: string | undefined) => qualities[quality ?? ''] ?? { label: 'number.quality.unknown' as I18nKey, color: 'gray' }

/** Whether a number sends now, and if not, who stops it. */
export function standingOf({ active, notReadyReason, health }: PhoneNumber): { label: I18nKey; color: string } {
  if (!active) return { label: 'number.off', color: 'gray' }
  if (notReadyReason) return { label: 'number.stopped', color: 'red' }
  return health === 'LIMITED' ? { label: 'number.limited', color: 'yellow' } : { label: 'number.sends', color: 'wa' }
}
