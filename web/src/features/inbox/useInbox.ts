import { useMediaQuery } from '@mantine/hooks'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { type ConversationFilter, filterOf } from './filter'
import { type InboxSearch, readSearch } from './search'

/** From here on there is room for the pane about the person. */
const ROOMY = '(min-width: 80em)'

/** What the address says, and ways to change it. */
export function useInbox() {
  const navigate = useNavigate()
  const search: InboxSearch = useSearch({ from: '/inside/inbox' })
  const { conversationId } = useParams({ strict: false })
  const roomy = useMediaQuery(ROOMY, undefined, { getInitialValueInEffect: false }) ?? false
  const pane = search.pane ?? (roomy ? 'open' : 'closed')
  const said = JSON.stringify(filterOf(search))
  const filter = useMemo(() => JSON.parse(said) as ConversationFilter, [said])

  const set = useCallback(
    (change: InboxSearch, replace = true) => void navigate({ to: '.', search: former => ({ ...readSearch(former), ...change }), replace }),
    [navigate],
  )
  const open = useCallback(
    (id: string | undefined) => {
      // a pane that was opened over the thread belongs to that one
      const keep = (former: Record<string, unknown>) => {
        const kept = readSearch(former)
        return { ...kept, pane: kept.pane === 'closed' ? kept.pane : undefined }
      }
      if (id) void navigate({ to: '/inbox/$conversationId', params: { conversationId: id }, search: keep })
      else void navigate({ to: '/inbox', search: keep })
    },
    [navigate],
  )
  const showPane = useCallback((show: boolean) => set({ pane: show === roomy ? undefined : show ? 'open' : 'closed' }, roomy), [set, roomy])
  return { search, filter, openId: conversationId, pane, set, open, showPane }
}
