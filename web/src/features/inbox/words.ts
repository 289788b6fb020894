import type { Icon } from '@tabler/icons-react'
import type { Schemas } from '../../api/client'
import type { I18nKey } from '../../lib/i18n'
import { IconBan, IconCheck } from '../../ui/icons'
import {
  IconButton, IconChecks, IconClock, IconContact, IconDoubt, IconFailed, IconFile, IconImage, IconList, IconMicrophone, IconPin, IconShop, IconSticker,
  IconTemplate, IconUnknown, IconVideo,
} from './icons'
import type { Flag, Status } from './search'

export type MessageStatus = Schemas['MessageStatus']
export type EventKind = Schemas['ConversationEventsKind']

interface Tick {
  icon: Icon
  label: I18nKey
  tone?: 'read' | 'failed' | 'doubt'
}

export const ticks = {
  QUEUED: { icon: IconClock, label: 'message.status.queued' },
  SENDING: { icon: IconClock, label: 'message.status.sending' },
  ACCEPTED: { icon: IconClock, label: 'message.status.awaiting' },
  HELD: { icon: IconClock, label: 'message.status.held' },
  SENT: { icon: IconCheck, label: 'message.status.sent' },
  DELIVERED: { icon: IconChecks, label: 'message.status.delivered' },
  READ: { icon: IconChecks, label: 'message.status.read', tone: 'read' },
  FAILED: { icon: IconFailed, label: 'message.status.failed', tone: 'failed' },
  IN_DOUBT: { icon: IconDoubt, label: 'message.status.inDoubt', tone: 'doubt' },
  SKIPPED: { icon: IconBan, label: 'message.status.skipped' },
  CANCELLED: { icon: IconBan, label: 'message.status.cancelled' },
  RECEIVED: { icon: IconCheck, label: 'message.status.received' },
} satisfies Record<MessageStatus, Tick> as Record<MessageStatus, Tick>

export const statusLabel = {
  OPEN: 'inbox.status.open',
  SNOOZED: 'inbox.status.snoozed',
  RESOLVED: 'inbox.status.resolved',
} satisfies Record<Status, I18nKey>

export const flagLabel = {
  unread: 'inbox.filter.unread',
  unreplied: 'inbox.filter.unreplied',
  windowClosing: 'inbox.filter.closing',
  failed: 'inbox.filter.failed',
} satisfies Record<Flag, I18nKey>

/** What somebody did; the second where nobody did: the person, or the program. */
export const eventLabel = {
  ASSIGNED: ['inbox.event.assigned', 'inbox.event.assignedItself'],
  UNASSIGNED: ['inbox.event.unassigned', 'inbox.event.unassignedItself'],
  RESOLVED: ['inbox.event.resolved', 'inbox.event.resolvedItself'],
  REOPENED: ['inbox.event.reopened', 'inbox.event.reopenedItself'],
  SNOOZED: ['inbox.event.snoozed', 'inbox.event.snoozedItself'],
  WOKEN: ['inbox.event.woken', 'inbox.event.woken'],
  OPTED_OUT: ['inbox.event.optedOut', 'inbox.event.optedOut'],
  OPTED_IN: ['inbox.event.optedIn', 'inbox.event.optedIn'],
  MERGED: ['inbox.event.merged', 'inbox.event.merged'],
  NUMBER_CHANGED: ['inbox.event.numberChanged', 'inbox.event.numberChanged'],
  USER_ID_CHANGED: ['inbox.event.userIdChanged', 'inbox.event.userIdChanged'],
} satisfies Record<EventKind, [I18nKey, I18nKey]>

interface Kind {
  icon?: Icon
  label: I18nKey
}

const kinds: Record<string, Kind> = {
  text: { label: 'inbox.kind.text' },
  image: { icon: IconImage, label: 'inbox.kind.image' },
  video: { icon: IconVideo, label: 'inbox.kind.video' },
  audio: { icon: IconMicrophone, label: 'inbox.kind.audio' },
  document: { icon: IconFile, label: 'inbox.kind.document' },
  sticker: { icon: IconSticker, label: 'inbox.kind.sticker' },
  location: { icon: IconPin, label: 'inbox.kind.location' },
  contacts: { icon: IconContact, label: 'inbox.kind.contacts' },
  interactive: { icon: IconList, label: 'inbox.kind.interactive' },
  template: { icon: IconTemplate, label: 'inbox.kind.template' },
  button: { icon: IconButton, label: 'inbox.kind.answer' },
  button_reply: { icon: IconButton, label: 'inbox.kind.answer' },
  list_reply: { icon: IconList, label: 'inbox.kind.answer' },
  flow_reply: { icon: IconList, label: 'inbox.kind.form' },
  order: { icon: IconShop, label: 'inbox.kind.order' },
  reaction: { label: 'inbox.kind.reaction' },
  system: { label: 'inbox.kind.system' },
  edit: { label: 'inbox.kind.edit' },
  revoke: { icon: IconBan, label: 'inbox.kind.revoke' },
  erased: { icon: IconBan, label: 'inbox.kind.erased' },
  unsupported: { icon: IconUnknown, label: 'inbox.kind.unsupported' },
}

/** Meta adds types: one that this version does not know is shown as such. */
export const kindOf = (type: string): Kind => kinds[type] ?? { icon: IconUnknown, label: 'inbox.kind.unknown' }
