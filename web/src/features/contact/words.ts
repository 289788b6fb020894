import type { Schemas } from '../../api/client'
import type { I18nKey } from '../../lib/i18n'
import type { ConsentState } from '../../ui/filter/model'

export const consentColor = { OPTED_IN: 'wa', OPTED_OUT_OF_MARKETING: 'yellow', OPTED_OUT: 'red', UNKNOWN: 'gray' } satisfies Record<ConsentState, string>

export const categoryLabel = { ALL: 'consent.everything', MARKETING: 'consent.marketing' } satisfies Record<Schemas['ConsentCategory'], I18nKey>

const sources: Record<string, I18nKey> = {
  IMPORT: 'consent.source.import',
  STOP_WORD: 'consent.source.stopWord',
  START_WORD: 'consent.source.startWord',
  BUTTON: 'consent.source.button',
  META_PREFERENCE: 'consent.source.preference',
  ERROR_131050: 'consent.source.refused',
  MANUAL: 'consent.source.manual',
}
/** A server that is newer than this page may know more; their names tell enough. */
export const sourceLabel = (source: string): I18nKey | undefined => sources[source]

export const actions = {
  ADD_TAG: 'bulk.addTag',
  REMOVE_TAG: 'bulk.removeTag',
  SET_ATTRIBUTE: 'bulk.setAttribute',
  OPT_IN: 'bulk.optIn',
  OPT_OUT: 'bulk.optOut',
  RENAME_TAG: 'bulk.renameTag',
  DELETE: 'bulk.delete',
  UNDO_IMPORT: 'bulk.undoImport',
} satisfies Record<Schemas['BulkActionKind'], I18nKey>

const reasons: Record<string, I18nKey> = {
  MISSING_NUMBER: 'refusal.missingNumber',
  INVALID_NUMBER: 'refusal.invalidNumber',
  DUPLICATE_IN_FILE: 'refusal.duplicate',
  TOO_LONG: 'refusal.tooLong',
  INVALID_LANGUAGE: 'refusal.language',
  INVALID_COUNTRY: 'refusal.country',
  INVALID_CONSENT: 'refusal.consent',
  BROKEN_ROW: 'refusal.broken',
  OPTED_OUT_BEFORE: 'refusal.optedOut',
}
export const reasonLabel = (reason: string): I18nKey | undefined => reasons[reason]

const events: Record<string, I18nKey> = {
  ASSIGNED: 'timeline.assigned',
  UNASSIGNED: 'timeline.unassigned',
  RESOLVED: 'timeline.resolved',
  REOPENED: 'timeline.reopened',
  SNOOZED: 'timeline.snoozed',
  WOKEN: 'timeline.woken',
}
export const eventLabel = (kind: string): I18nKey | undefined => events[kind]
