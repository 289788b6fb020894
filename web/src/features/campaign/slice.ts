import type { Schemas } from '../../api/client'
import type { I18nKey } from '../../lib/i18n'
import { type MessageStatus, statuses } from './words'

export type Reached = Schemas['RecipientFilterReached']

/** Which of a campaign's people are listed: as they stand now, by how far they came, by why they failed. */
export interface Slice {
  status?: MessageStatus
  reached?: Reached
  code?: number
}

export const reachedLabel = {
  ACCEPTED: 'recipients.reached.accepted',
  DELIVERED: 'recipients.reached.delivered',
  READ: 'recipients.reached.read',
  REPLIED: 'recipients.reached.replied',
} satisfies Record<Reached, I18nKey>

export const allReached = Object.keys(reachedLabel) as Reached[]

/** Of an address; what is no slice is everybody. */
export const sliceOf = (search: Record<string, unknown>): Slice => ({
  status: statuses.find(status => status === search.status),
  reached: allReached.find(reached => reached === search.reached),
  code: Number.isInteger(search.code) ? Number(search.code) : undefined,
})

/** Where the people stand: whoever asks for some of them is taken there. */
export const PEOPLE = 'people'
export const toPeople = () => document.getElementById(PEOPLE)?.scrollIntoView({ behavior: 'smooth' })

const REACHED = 'reached:'

/** As one choice among statuses and what was reached. */
export const choiceOf = ({ status, reached }: Slice): string | null => (reached ? REACHED + reached : (status ?? null))

export const sliceChosen = (choice: string | null): Slice =>
  choice?.startsWith(REACHED)
    ? sliceOf({ reached: choice.slice(REACHED.length) })
    : sliceOf({ status: choice ?? undefined })
