import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { DraftSaver } from './DraftSaver'
import { type Campaign, draftKey, draftQuery, saveDraft } from './queries'

/** A draft that saves itself while it is edited. */
export function useDraft(campaign: Campaign) {
  const queries = useQueryClient()
  const [saver] = useState(() => new DraftSaver(campaign, saveDraft, saved => queries.setQueryData(draftKey(saved.id), saved)))
  const draft = useSyncExternalStore(saver.subscribe, () => saver.campaign)
  const state = useSyncExternalStore(saver.subscribe, () => saver.state)
  useEffect(() => saver.heard(campaign), [saver, campaign])
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (saver.state.kind !== 'saved') event.preventDefault()
    }
    addEventListener('beforeunload', leaving)
    return () => {
      removeEventListener('beforeunload', leaving)
      void saver.flush()
    }
  }, [saver])
  const adopt = async () => saver.adopt(await queries.fetchQuery({ ...draftQuery(campaign.id), staleTime: 0 }))
  return { draft, state, saver, adopt }
}

export type DraftInHand = ReturnType<typeof useDraft>
