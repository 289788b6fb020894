import type { Schemas } from '../../api/client'
import type { I18nKey } from '../../lib/i18n'
import type { Dimension } from './period'
import type { Figures } from './queries'

export const figureLabel = {
  sent: 'message.status.sent',
  delivered: 'message.status.delivered',
  read: 'message.status.read',
  replied: 'analytics.replied',
  failed: 'message.status.failed',
  skipped: 'message.status.skipped',
  received: 'message.status.received',
  optedOut: 'consent.optedOut',
} as const satisfies Record<keyof Figures, I18nKey>

export type Figure = keyof Figures
export const figures = Object.keys(figureLabel) as Figure[]

/** Of which whole a figure is a share. */
export const wholeOf: Partial<Record<Figure, Figure>> = { delivered: 'sent', read: 'delivered', replied: 'delivered', failed: 'sent' }

/** More of these is worse. */
export const badWhenMore: ReadonlySet<Figure> = new Set(['failed', 'optedOut', 'skipped'])

export const figureColor = {
  sent: 'var(--chart-blue)',
  delivered: 'var(--chart-green)',
  read: 'var(--chart-violet)',
  replied: 'var(--chart-teal)',
  failed: 'var(--chart-red)',
  skipped: 'var(--chart-gray)',
  received: 'var(--chart-orange)',
  optedOut: 'var(--chart-red)',
} satisfies Record<Figure, string>

export const dimensionLabel = {
  CAMPAIGN: 'analytics.byCampaign',
  TEMPLATE: 'analytics.byTemplate',
  COUNTRY: 'analytics.byCountry',
  NUMBER: 'analytics.byNumber',
} satisfies Record<Dimension, I18nKey>

export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const satisfies Schemas['DayOfWeek'][]

const qualities: Record<string, { label: I18nKey; color: string }> = {
  GREEN: { label: 'analytics.quality.green', color: 'var(--chart-green)' },
  YELLOW: { label: 'analytics.quality.yellow', color: 'var(--chart-yellow)' },
  RED: { label: 'analytics.quality.red', color: 'var(--chart-red)' },
}
const unknown = { label: 'analytics.quality.unknown', color: 'var(--chart-gray)' } as const satisfies { label: I18nKey; color: string }
export const qualityOf = (quality: string | undefined) => qualities[quality ?? ''] ?? unknown
