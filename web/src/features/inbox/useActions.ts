import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '../../lib/format'
import { refused } from '../../ui/toasts'
import { undoable } from '../../ui/undo'
import { putConversation } from './follow'
import { assign, type Conversation, conversationQuery, reopen, resolve, snooze } from './queries'

interface Change {
  /** As it will be; shown at once. */
  shown: Conversation
  ask: () => Promise<Conversation>
  said: string
  undo: () => Promise<Conversation>
}

/** What agents do with a conversation: shown at once, put back where the server refuses, with a way back. */
export function useActions(conversation: Conversation) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { id, version, status, snoozedUntil, assignee } = conversation

  const change = useMutation({
    mutationFn: ({ ask }: Change) => ask(),
    onMutate: ({ shown }) => putConversation(queries, shown),
    // not at the single call: who goes on to the next conversation leaves that behind
    onSuccess: (now, { said, undo }) => {
      putConversation(queries, now)
      undoable(said, () => void undo().then(before => putConversation(queries, before), refused))
    },
    onError: error => {
      putConversation(queries, conversation)
      void queries.invalidateQueries({ queryKey: conversationQuery(id).queryKey })
      refused(error)
    },
  })
  const undo = () => (status === 'RESOLVED' ? resolve(id) : status === 'SNOOZED' && snoozedUntil ? snooze(id, snoozedUntil) : reopen(id))

  return {
    busy: change.isPending,
    resolve: () =>
      change.mutate({
        shown: { ...conversation, status: 'RESOLVED', snoozedUntil: undefined, failed: false },
        ask: () => resolve(id, version),
        said: t('inbox.resolved'),
        undo,
      }),
    reopen: () =>
      change.mutate({
        shown: { ...conversation, status: 'OPEN', snoozedUntil: undefined },
        ask: () => reopen(id, version),
        said: t('inbox.reopened'),
        undo,
      }),
    snooze: (until: string) =>
      change.mutate({
        shown: { ...conversation, status: 'SNOOZED', snoozedUntil: until },
        ask: () => snooze(id, until, version),
        said: t('inbox.snoozedUntil', { until: formatDateTime(until) }),
        undo,
      }),
    assign: (to: { id: string; name?: string } | undefined) =>
      change.mutate({
        shown: { ...conversation, assignee: to },
        ask: () => assign(id, to?.id, version),
        said: to ? t('inbox.assignedTo', { name: to.name ?? '' }) : t('inbox.unassigned'),
        undo: () => assign(id, assignee?.id),
      }),
  }
}
