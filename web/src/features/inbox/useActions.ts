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
}

/** What agents do with a conversation: shown at once, put back where the server refuses, with a way back. */
export function useActions(conversation: Conversation) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { id, version, status, snoozedUntil, assignee } = conversation

  const change = useMutation({
    mutationFn: ({ ask }: Change) => ask(),
    onMutate: ({ shown }) => putConversation(queries, shown),
    onSuccess: now => putConversation(queries, now),
    onError: error => {
      putConversation(queries, conversation)
      void queries.invalidateQueries({ queryKey: conversationQuery(id).queryKey })
      refused(error)
    },
  })
  const back = (ask: () => Promise<Conversation>) => () => void ask().then(now => putConversation(queries, now), refused)
  const run = (one: Change, undo: () => Promise<Conversation>) => change.mutate(one, { onSuccess: () => undoable(one.said, back(undo)) })
  const asBefore = () => (status === 'RESOLVED' ? resolve(id) : status === 'SNOOZED' && snoozedUntil ? snooze(id, snoozedUntil) : reopen(id))

  return {
    busy: change.isPending,
    resolve: () =>
      run(
        { shown: { ...conversation, status: 'RESOLVED', snoozedUntil: undefined, failed: false }, ask: () => resolve(id, version), said: t('inbox.resolved') },
        asBefore,
      ),
    reopen: () =>
      run({ shown: { ...conversation, status: 'OPEN', snoozedUntil: undefined }, ask: () => reopen(id, version), said: t('inbox.reopened') }, asBefore),
    snooze: (until: string) =>
      run(
        {
          shown: { ...conversation, status: 'SNOOZED', snoozedUntil: until },
          ask: () => snooze(id, until, version),
          said: t('inbox.snoozedUntil', { until: formatDateTime(until) }),
        },
        asBefore,
      ),
    assign: (to: { id: string; name?: string } | undefined) =>
      run(
        {
          shown: { ...conversation, assignee: to },
          ask: () => assign(id, to?.id, version),
          said: to ? t('inbox.assignedTo', { name: to.name ?? '' }) : t('inbox.unassigned'),
        },
        () => assign(id, assignee?.id),
      ),
  }
}
