import { useCallback, useState } from 'react'
import { sessions } from '../../../api/session'

const KEPT = 'wabs.draft.'

const keyOf = (conversation: string, mode: string) => `${KEPT}${conversation}.${mode}`

function forget() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(KEPT)) localStorage.removeItem(key)
}

// whoever sits down here next writes their own
sessions.subscribe(() => {
  if (sessions.current.kind === 'signedOut') forget()
})

/** What one began to write, kept for each conversation until it is sent. Whoever uses it is made anew for another one. */
export function useDraft(conversation: string, mode: string): [string, (text: string) => void] {
  const key = keyOf(conversation, mode)
  const [text, setText] = useState(() => localStorage.getItem(key) ?? '')
  const change = useCallback(
    (next: string) => {
      setText(next)
      if (next) localStorage.setItem(key, next)
      else localStorage.removeItem(key)
    },
    [key],
  )
  return [text, change]
}
