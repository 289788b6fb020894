import { useCallback, useMemo, useState } from 'react'
import type { Contact } from './queries'

/** These, or everybody who matches the filter, also those who are not on the screen. */
export type Selection = { kind: 'some'; ids: ReadonlySet<string> } | { kind: 'all' }

const NOBODY: Selection = { kind: 'some', ids: new Set() }

export function useSelection(rows: Contact[]) {
  const [selection, setSelection] = useState<Selection>(NOBODY)
  const toggle = useCallback(
    (id: string) =>
      setSelection(former => {
        const ids = new Set(former.kind === 'all' ? rows.map(row => row.id) : former.ids)
        if (!ids.delete(id)) ids.add(id)
        return { kind: 'some', ids }
      }),
    [rows],
  )
  const toggleShown = useCallback(
    () => setSelection(former => (former.kind === 'some' && former.ids.size === 0 ? { kind: 'some', ids: new Set(rows.map(row => row.id)) } : NOBODY)),
    [rows],
  )
  const selectAll = useCallback(() => setSelection({ kind: 'all' }), [])
  const clear = useCallback(() => setSelection(NOBODY), [])
  const has = useMemo(() => (selection.kind === 'all' ? () => true : (id: string) => selection.ids.has(id)), [selection])
  const size = selection.kind === 'all' ? undefined : selection.ids.size
  return { selection, has, toggle, toggleShown, selectAll, clear, size, none: size === 0 }
}

export type Selecting = ReturnType<typeof useSelection>
