import { useEffect, useRef } from 'react'
import { hearChanges, type Subject } from '../api/live'

/** Of a flood of changes so many milliseconds are taken together. */
const STEP = 400

/** Calls back after something of these subjects changed: for lists that are too long to be read again whole. */
export function useChanges(subjects: readonly Subject[], changed: () => void) {
  const latest = useRef(changed)
  useEffect(() => {
    latest.current = changed
  })
  const names = subjects.join(' ')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = hearChanges(subject => {
      if (!names.split(' ').includes(subject)) return
      timer ??= setTimeout(() => {
        timer = undefined
        latest.current()
      }, STEP)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [names])
}
