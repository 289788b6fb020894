import type { I18nKey } from '../../lib/i18n'

/** A filter of people as the server reads it: `{"all": [{"tag": ["vip"]}, {"not": {"wrote": {"withinDays": 30}}}]}`. */
export type FilterJson = Record<string, unknown>

export const fieldLabel = {
  tag: 'filter.field.tag',
  consent: 'filter.field.consent',
  country: 'filter.field.country',
  language: 'filter.field.language',
  attribute: 'filter.field.attribute',
  name: 'filter.field.name',
  number: 'filter.field.number',
  campaign: 'filter.field.campaign',
  wrote: 'filter.field.wrote',
  received: 'filter.field.received',
  created: 'filter.field.created',
  optedIn: 'filter.field.optedIn',
} as const satisfies Record<string, I18nKey>
export type Field = keyof typeof fieldLabel
export const fields = Object.keys(fieldLabel) as Field[]

export const operatorLabel = {
  is: 'filter.is',
  isNot: 'filter.isNot',
  contains: 'filter.contains',
  startsWith: 'filter.startsWith',
  exists: 'filter.exists',
  missing: 'filter.missing',
  numbers: 'filter.numbers',
  dates: 'filter.dates',
  within: 'filter.within',
  notWithin: 'filter.notWithin',
  ever: 'filter.ever',
  never: 'filter.never',
} as const satisfies Record<string, I18nKey>
export type Operator = keyof typeof operatorLabel

export const outcomeLabel = {
  PLANNED: 'filter.outcome.planned',
  SENT: 'filter.outcome.sent',
  DELIVERED: 'filter.outcome.delivered',
  READ: 'filter.outcome.read',
  REPLIED: 'filter.outcome.replied',
  FAILED: 'filter.outcome.failed',
  SKIPPED: 'filter.outcome.skipped',
  NOT_IN: 'filter.outcome.notIn',
} as const satisfies Record<string, I18nKey>

export const consentLabel = {
  OPTED_IN: 'consent.optedIn',
  OPTED_OUT_OF_MARKETING: 'consent.optedOutOfMarketing',
  OPTED_OUT: 'consent.optedOut',
  UNKNOWN: 'consent.unknown',
} as const satisfies Record<string, I18nKey>
export type ConsentState = keyof typeof consentLabel

export const operators: Record<Field, readonly Operator[]> = {
  tag: ['is', 'isNot'],
  consent: ['is', 'isNot'],
  country: ['is', 'isNot'],
  language: ['is', 'isNot'],
  attribute: ['is', 'isNot', 'contains', 'startsWith', 'exists', 'missing', 'numbers', 'dates'],
  name: ['is', 'contains', 'startsWith', 'exists', 'missing'],
  number: ['startsWith', 'exists', 'missing'],
  campaign: ['is'],
  wrote: ['within', 'notWithin', 'ever', 'never'],
  received: ['within', 'notWithin', 'ever', 'never'],
  created: ['dates'],
  optedIn: ['dates'],
}

/** @property name the attribute's name or the campaign's id */
export interface Condition {
  kind: 'condition'
  id: string
  field: Field
  operator: Operator
  name?: string
  values: string[]
  from?: string
  to?: string
}

export interface Group {
  kind: 'group'
  id: string
  join: 'all' | 'any'
  of: Part[]
}

export type Part = Condition | Group

/** The server takes six levels and fifty conditions; people need two and few. */
export const DEEPEST = 2
export const MOST_CONDITIONS = 50

const newId = () => crypto.randomUUID()

export const newCondition = (field: Field = 'tag'): Condition => ({
  kind: 'condition',
  id: newId(),
  field,
  operator: operators[field][0] ?? 'is',
  values: [],
})

export const newGroup = (join: Group['join'] = 'all', of: Part[] = []): Group => ({ kind: 'group', id: newId(), join, of })

export const count = (part: Part): number => (part.kind === 'condition' ? 1 : part.of.reduce((sum, one) => sum + count(one), 1))
