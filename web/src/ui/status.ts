import type { Schemas } from '../api/client'
import type { I18nKey } from '../lib/i18n'

/** What became of a message, in the words that every screen uses. */
export const statusLabel = {
  QUEUED: 'message.status.queued',
  SENDING: 'message.status.sending',
  IN_DOUBT: 'message.status.inDoubt',
  ACCEPTED: 'message.status.awaiting',
  HELD: 'message.status.held',
  SENT: 'message.status.sent',
  DELIVERED: 'message.status.delivered',
  READ: 'message.status.read',
  FAILED: 'message.status.failed',
  SKIPPED: 'message.status.skipped',
  CANCELLED: 'message.status.cancelled',
  RECEIVED: 'message.status.received',
} satisfies Record<Schemas['MessageStatus'], I18nKey>
