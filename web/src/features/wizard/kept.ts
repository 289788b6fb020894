import { useCallback, useState } from 'react'
import { isStep, type Step } from './steps'

/**
 * What of a wizard is not in the draft: where one was, the import that runs for it, and the time that was chosen and is not
 * scheduled yet.
 */
export interface Kept {
  step?: Step
  importId?: string
  at?: string
}

const key = (id: string) => `wabs.wizard.${id}`

export function readKept(id: string): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(key(id)) ?? '{}') as Kept
    return isStep(kept.step) ? kept : { ...kept, step: undefined }
  } catch {
    return {}
  }
}

export const forget = (id: string) => localStorage.removeItem(key(id))

export function useKept(id: string) {
  const [kept, setKept] = useState(() => readKept(id))
  const keep = useCallback(
    (change: Kept) => {
      const next = { ...readKept(id), ...change }
      localStorage.setItem(key(id), JSON.stringify(next))
      setKept(next)
    },
    [id],
  )
  return { kept, keep }
}
