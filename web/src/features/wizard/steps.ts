import type { I18nKey } from '../../lib/i18n'
import type { Campaign } from './queries'

export const steps = ['basics', 'audience', 'message', 'timing', 'review'] as const
export type Step = (typeof steps)[number]

export const stepLabel = {
  basics: 'wizard.basics',
  audience: 'wizard.audience',
  message: 'wizard.message',
  timing: 'wizard.timing',
  review: 'wizard.review',
} satisfies Record<Step, I18nKey>

export const isStep = (text: unknown): text is Step => steps.includes(text as Step)

export const after = (step: Step): Step | undefined => steps[steps.indexOf(step) + 1]
export const before = (step: Step): Step | undefined => steps[steps.indexOf(step) - 1]

/** Where a problem or a warning of the server is mended: by the field that it names, or by its kind. */
export function stepOf(field: string): Step {
  if (field === 'phoneNumberIds') return 'basics'
  if (field.startsWith('audience')) return 'audience'
  if (field.startsWith('zone') || field.startsWith('sendingHours') || field.startsWith('frequencyCap')) return 'timing'
  return 'message'
}

const warningSteps: Record<string, Step> = { US_MARKETING: 'audience', EVERYBODY: 'audience', MESSAGING_LIMIT: 'timing' }
export const stepOfWarning = (kind: string): Step => warningSteps[kind] ?? 'message'

/** What can be told of a draft itself; people and problems are the server's to say. */
export function isFilled(draft: Campaign, step: Step): boolean {
  if (step === 'basics') return draft.name.trim() !== ''
  if (step === 'message') return draft.template !== undefined
  return true
}
