import type { Schemas } from '../../api/client'
import type { I18nKey } from '../../lib/i18n'
import { statusLabel } from '../../ui/status'

export type CampaignState = Schemas['CampaignState']
export type MessageStatus = Schemas['MessageStatus']

export const stateLabel = {
  DRAFT: 'campaign.state.draft',
  SCHEDULED: 'campaign.state.scheduled',
  PLANNING: 'campaign.state.planning',
  RUNNING: 'campaign.state.running',
  PAUSED: 'campaign.state.paused',
  COMPLETED: 'campaign.state.completed',
  CANCELLED: 'campaign.state.cancelled',
  FAILED: 'campaign.state.failed',
} satisfies Record<CampaignState, I18nKey>

export const stateColor = {
  DRAFT: 'gray',
  SCHEDULED: 'violet',
  PLANNING: 'blue',
  RUNNING: 'wa',
  PAUSED: 'yellow',
  COMPLETED: 'blue',
  CANCELLED: 'gray',
  FAILED: 'red',
} satisfies Record<CampaignState, string>

export const states = Object.keys(stateLabel) as CampaignState[]

export { statusLabel }

export const statusColor = {
  QUEUED: 'gray',
  SENDING: 'gray',
  IN_DOUBT: 'orange',
  ACCEPTED: 'cyan',
  HELD: 'cyan',
  SENT: 'cyan',
  DELIVERED: 'wa',
  READ: 'blue',
  FAILED: 'red',
  SKIPPED: 'gray',
  CANCELLED: 'gray',
  RECEIVED: 'gray',
} satisfies Record<MessageStatus, string>

/** How the server's filters name a slice of a campaign's people. */
export const outcomeLabel = {
  PLANNED: 'funnel.targeted',
  SENT: 'funnel.sent',
  DELIVERED: 'message.status.delivered',
  READ: 'message.status.read',
  REPLIED: 'funnel.replied',
  FAILED: 'message.status.failed',
  SKIPPED: 'message.status.skipped',
} as const satisfies Record<string, I18nKey>
export type Outcome = keyof typeof outcomeLabel
export const outcomes = Object.keys(outcomeLabel) as Outcome[]

/** What may be asked of a campaign's people; nobody receives there. */
export const statuses = (Object.keys(statusLabel) as MessageStatus[]).filter(status => status !== 'RECEIVED')

const steps: Record<string, I18nKey> = {
  QUEUED: 'step.queued',
  SKIPPED: 'message.status.skipped',
  ACCEPTED: 'step.accepted',
  HELD: 'message.status.held',
  SENT: 'message.status.sent',
  DELIVERED: 'message.status.delivered',
  READ: 'message.status.read',
  REPLIED: 'step.replied',
  CANCELLED: 'message.status.cancelled',
  HANDED_BACK: 'step.handedBack',
  POSTPONED: 'step.postponed',
  REFUSED: 'step.refused',
  FAILED_AT_META: 'step.failedAtMeta',
  IN_DOUBT: 'message.status.inDoubt',
  SENT_ONCE_MORE: 'step.sentOnceMore',
  RESENT_BY_PERSON: 'step.resent',
  RETRIED_BY_PERSON: 'step.retried',
  GIVEN_UP_BY_PERSON: 'step.givenUp',
  TEST_OF_CAMPAIGN: 'step.test',
}

/** A server that is newer than this page may know more steps; their names tell enough. */
export const stepLabel = (what: string): I18nKey | undefined => steps[what]
