import { useEffect, useRef } from 'react'

/** Calls back when something is other than it was; not for what it is at first. */
export function useOnChange(now: string | undefined, changed: () => void) {
  const former = useRef(now)
  const latest = useRef(changed)
  useEffect(() => {
    latest.current = changed
  })
  useEffect(() => {
    if (former.current === now) return
    former.current = now
    latest.current()
  }, [now])
}
