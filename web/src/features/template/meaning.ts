import type { I18nKey } from '../../lib/i18n'

/** What a status comes to for whoever wants to send. */
export interface Meaning {
  label: I18nKey
  hint: I18nKey
  color: string
}

const active: Record<string, Meaning> = {
  GREEN: { label: 'template.status.activeGreen', hint: 'template.status.activeGreenHint', color: 'wa' },
  YELLOW: { label: 'template.status.activeYellow', hint: 'template.status.activeYellowHint', color: 'yellow' },
  RED: { label: 'template.status.activeRed', hint: 'template.status.activeRedHint', color: 'orange' },
  UNKNOWN: { label: 'template.status.activeUnknown', hint: 'template.status.activeUnknownHint', color: 'wa' },
}

const others: Record<string, Meaning> = {
  PENDING: { label: 'template.status.review', hint: 'template.status.reviewHint', color: 'blue' },
  IN_APPEAL: { label: 'template.status.appeal', hint: 'template.status.appealHint', color: 'blue' },
  REJECTED: { label: 'template.status.rejected', hint: 'template.status.rejectedHint', color: 'red' },
  PAUSED: { label: 'template.status.paused', hint: 'template.status.pausedHint', color: 'orange' },
  DISABLED: { label: 'template.status.disabled', hint: 'template.status.disabledHint', color: 'red' },
  LIMIT_EXCEEDED: { label: 'template.status.limit', hint: 'template.status.limitHint', color: 'red' },
  ARCHIVED: { label: 'template.status.archived', hint: 'template.status.archivedHint', color: 'gray' },
  PENDING_DELETION: { label: 'template.status.deleting', hint: 'template.status.deletingHint', color: 'gray' },
  DELETED: { label: 'template.status.deleted', hint: 'template.status.deletedHint', color: 'gray' },
}

/** Of bad quality, which is why Meta acted. */
const ofRedQuality: Record<string, Meaning> = {
  PAUSED: { label: 'template.status.pausedRed', hint: 'template.status.pausedRedHint', color: 'orange' },
  DISABLED: { label: 'template.status.disabledRed', hint: 'template.status.disabledRedHint', color: 'red' },
}

/** @returns undefined for a status that Meta has made since; its own word tells enough */
export function meaningOf(status: string, quality = 'UNKNOWN'): Meaning | undefined {
  if (status === 'APPROVED') return active[quality] ?? active.UNKNOWN
  return (quality === 'RED' ? ofRedQuality[status] : undefined) ?? others[status]
}

/** The statuses to filter by. */
export const statusFilter = {
  APPROVED: 'template.filter.approved',
  PENDING: 'template.status.review',
  REJECTED: 'template.status.rejected',
  PAUSED: 'template.status.paused',
  DISABLED: 'template.status.disabled',
  IN_APPEAL: 'template.status.appeal',
  LIMIT_EXCEEDED: 'template.status.limit',
  ARCHIVED: 'template.status.archived',
  DELETED: 'template.status.deleted',
} as const satisfies Record<string, I18nKey>

export const qualityLabel = {
  GREEN: 'template.quality.green',
  YELLOW: 'template.quality.yellow',
  RED: 'template.quality.red',
  UNKNOWN: 'template.quality.unknown',
} as const satisfies Record<string, I18nKey>

const reasons: Record<string, I18nKey> = {
  ABUSIVE_CONTENT: 'template.reason.abusive',
  INCORRECT_CATEGORY: 'template.reason.category',
  CATEGORY_NOT_AVAILABLE: 'template.reason.category',
  INVALID_FORMAT: 'template.reason.format',
  PROMOTIONAL: 'template.reason.promotional',
  SCAM: 'template.reason.scam',
  TAG_CONTENT_MISMATCH: 'template.reason.mismatch',
}

/** Why Meta rejected it, in plain words; undefined for a reason of its own words. */
export const reasonOf = (reason: string): I18nKey | undefined => reasons[reason]

const EDITABLE = new Set(['APPROVED', 'REJECTED', 'PAUSED'])

/** Meta's rule for edits. */
export const isEditable = (status: string) => EDITABLE.has(status)
