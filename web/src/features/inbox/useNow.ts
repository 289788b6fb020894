import { useEffect, useState } from 'react'

const MINUTE = 60_000

/** The time, so that what depends on it is drawn again: each minute, or sooner where seconds count. */
export function useNow(every = MINUTE): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
