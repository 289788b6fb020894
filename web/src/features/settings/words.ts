import type { I18nKey } from '../../lib/i18n'

interface Words {
  label: I18nKey
  hint: I18nKey
}

const known: Record<string, Words> = {
  'inbox.readReceipts': { label: 'setting.readReceipts', hint: 'setting.readReceiptsHint' },
  'inbox.typing': { label: 'setting.typing', hint: 'setting.typingHint' },
  'inbox.autoAssign': { label: 'setting.autoAssign', hint: 'setting.autoAssignHint' },
  'retention.days': { label: 'setting.retention', hint: 'setting.retentionHint' },
  'contact.defaultCountry': { label: 'setting.country', hint: 'setting.countryHint' },
  'consent.stopWords': { label: 'setting.stopWords', hint: 'setting.stopWordsHint' },
  'consent.startWords': { label: 'setting.startWords', hint: 'setting.startWordsHint' },
  'consent.stopWordsOff': { label: 'setting.stopWordsOff', hint: 'setting.stopWordsOffHint' },
  'consent.startWordsOff': { label: 'setting.startWordsOff', hint: 'setting.startWordsOffHint' },
  'consent.stopConfirmation': { label: 'setting.stopConfirmation', hint: 'setting.stopConfirmationHint' },
  'consent.startConfirmation': { label: 'setting.startConfirmation', hint: 'setting.startConfirmationHint' },
}

/** @returns undefined for a setting of a newer server, which says itself what it means */
export const wordsOf = (key: string): Words | undefined => known[key]

/** One text in several languages. */
export const isByLanguage = (value: unknown) =>
  typeof value === 'object' && value !== null && 'default' in value && Object.values(value).every(text => typeof text === 'string')

export type Area = 'inbox' | 'consent' | 'general'

/** On which page a setting stands; what is new stands on the general one. */
export function areaOf(key: string): Area {
  if (key.startsWith('inbox.')) return 'inbox'
  return key.startsWith('consent.') ? 'consent' : 'general'
}
