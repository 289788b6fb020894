import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { useMay } from '../../../api/me'
import { putConversation } from '../follow'
import { type Conversation, markRead } from '../queries'

const changes = ['visibilitychange', 'focus', 'blur'] as const
const subscribe = (listener: () => void) => {
  for (const change of changes) addEventListener(change, listener, true)
  return () => {
    for (const change of changes) removeEventListener(change, listener, true)
  }
}
const isLooking = () => document.visibilityState === 'visible' && document.hasFocus()

/** What is on the screen of somebody who looks has been read. */
export function useReading(conversation: Conversation | undefined) {
  const queries = useQueryClient()
  const may = useMay()
  const looking = useSyncExternalStore(subscribe, isLooking)
  const { id, arrived, unread = 0 } = conversation ?? {}
  const due = looking && unread > 0 && may('MANAGE_CONVERSATIONS')
  useEffect(() => {
    if (!due || !id || arrived === undefined) return
    // when it fails, it stays unread, which everybody sees
    markRead(id, arrived).then(
      read => putConversation(queries, read),
      () => undefined,
    )
  }, [due, id, arrived, queries])
}
