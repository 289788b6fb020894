import { useCallback, useRef } from 'react'
import { tellTyping } from '../queries'

/** WhatsApp shows it for 25 seconds. */
const AGAIN = 20_000

/** Tells the person that somebody types, now and then; the server leaves it out where the organization wants that. */
export function useTyping(conversation: string) {
  const told = useRef(0)
  return useCallback(
    (text: string) => {
      if (!text.trim() || text.startsWith('/') || Date.now() - told.current < AGAIN) return
      told.current = Date.now()
      // a courtesy: nobody is bothered when it fails
      tellTyping(conversation).catch(() => undefined)
    },
    [conversation],
  )
}
