import { useHotkeys } from '@mantine/hooks'
import { useEffect, useSyncExternalStore } from 'react'
import type { I18nKey } from './i18n'

export interface KnownKey {
  /** As Mantine writes them, such as `alt+J`. With Alt the physical key counts, since Macs type other letters with it. */
  keys: string
  label: I18nKey
}

export interface KeyBinding extends KnownKey {
  run: () => void
}

let known: readonly KnownKey[] = []
const listeners = new Set<() => void>()

function know(next: readonly KnownKey[]) {
  known = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Keys that work while the caller is on the screen. Those with Alt or Ctrl work in fields, too. */
export function useKeys(bindings: readonly KeyBinding[]) {
  const chorded = bindings.filter(({ keys }) => /\b(alt|mod|ctrl)\+/.test(keys))
  const plain = bindings.filter(binding => !chorded.includes(binding))
  useHotkeys(
    chorded.map(({ keys, run }) => [keys, run, { usePhysicalKeys: keys.includes('alt+') }]),
    [],
    true,
  )
  useHotkeys(plain.map(({ keys, run }) => [keys, run]))
  // what they do changes with each drawing, what they are called does not
  const names = JSON.stringify(bindings.map(({ keys, label }) => ({ keys, label })))
  useEffect(() => {
    const mine = JSON.parse(names) as KnownKey[]
    know([...known, ...mine])
    return () => know(known.filter(key => !mine.includes(key)))
  }, [names])
}

/** Those that work now, for the list of keys. */
export const useKnownKeys = (): readonly KnownKey[] => useSyncExternalStore(subscribe, () => known)
