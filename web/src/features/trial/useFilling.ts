import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { awaitTemplate, beginSimulator, customersWrite, draftCampaign, importPeople } from './queries'

export const steps = ['simulator', 'templates', 'people', 'letters', 'draft'] as const
export type Step = (typeof steps)[number]

/** How far the filling is: `step` is being done, or failed, or, when it is `ready`, nothing is left. */
export type Filling = { state: 'idle' } | { state: 'running'; step: Step } | { state: 'failed'; step: Step; error: unknown } | { state: 'ready'; campaignId: string }

/** Fills a workspace step by step over the API. Each step can be repeated, so that a failed one is tried again from there. */
export function useFilling(draftName: string) {
  const queries = useQueryClient()
  const [filling, setFilling] = useState<Filling>({ state: 'idle' })
  const deeds: Record<Step, () => Promise<unknown>> = {
    simulator: beginSimulator,
    templates: awaitTemplate,
    people: importPeople,
    letters: customersWrite,
    draft: () => draftCampaign(draftName),
  }
  const from = async (first: Step) => {
    let last: unknown
    for (const step of steps.slice(steps.indexOf(first))) {
      setFilling({ state: 'running', step })
      try {
        last = await deeds[step]()
      } catch (error) {
        return setFilling({ state: 'failed', step, error })
      }
    }
    setFilling({ state: 'ready', campaignId: String(last) })
    void queries.invalidateQueries()
  }
  return { filling, begin: () => void from('simulator'), again: () => void (filling.state === 'failed' && from(filling.step)) }
}
