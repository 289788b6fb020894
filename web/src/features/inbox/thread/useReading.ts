import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
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

/** Milliseconds between two words to the server while messages pour in. */
const STEP = 500

/** What is on the screen of somebody who looks has been read. */
export function useReading(conversation: Conversation | undefined) {
  const queries = useQueryClient()
  const may = useMay()
  const looking = useSyncExternalStore(subscribe, isLooking)
  const { id, arrived, unread = 0 } = conversation ?? {}
  const due = looking && unread > 0 && may('MANAGE_CONVERSATIONS')
  const told = useRef(-STEP)
  const pending = useRef<() => void>(undefined)
  useEffect(() => {
    if (!due || !id || arrived === undefined) return
    const tell = () => {
      pending.current = undefined
      told.current = performance.now()
      // when it fails, it stays unread, which everybody sees
      markRead(id, arrived).then(
        read => putConversation(queries, read),
        () => undefined,
      )
    }
    pending.current = tell
    const timer = setTimeout(tell, told.current + STEP - performance.now())
    return () => clearTimeout(timer)
  }, [due, id, arrived, queries])
  useEffect(() => {
    if (!id || !looking) return
    // who leaves has read what was on the screen
    return () => {
      pending.current?.()
      told.current = -STEP
    }
  }, [id, looking])
}
