import { queryOptions } from '@tanstack/react-query'
import { api, ok, once, type Schemas } from '../../api/client'
import { SAMPLE_TAG, samplePeople } from './sample'

export const simulatorQuery = queryOptions({ queryKey: ['account', 'simulator'], queryFn: () => ok(api.GET('/api/simulator')) })

export const beginSimulator = () => ok(api.POST('/api/simulator'))

export const customersWrite = () => ok(api.POST('/api/simulator/customers'))

export const endSimulator = () => ok(api.DELETE('/api/simulator'))

const PAUSE = 400
const LONGEST = 60_000

/** Asks again until the answer is there. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + LONGEST
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (performance.now() > end) throw new Error('It took too long.')
    await new Promise(resolve => setTimeout(resolve, PAUSE))
  }
}

const TEMPLATE = { name: 'order_update', language: 'en_US' }

/** Connecting reads the templates in the background. */
export const awaitTemplate = () =>
  until(async () => {
    const { items } = await ok(api.GET('/api/templates', { params: { query: TEMPLATE } }))
    return items.find(item => item.sendable)
  })

export async function importPeople() {
  const options: Schemas['ImportOptionsSent'] = { tags: [SAMPLE_TAG], consent: { optedIn: true, source: 'sample data: fictional people of the trial' } }
  const { jobId } = await ok(
    api.POST('/api/contacts/import', {
      params: { header: once() },
      body: { options } as never,
      bodySerializer: () => {
        const form = new FormData()
        form.set('options', new Blob([JSON.stringify(options)], { type: 'application/json' }))
        form.set('file', samplePeople())
        return form
      },
    }),
  )
  return until(async () => {
    const job = await ok(api.GET('/api/jobs/{id}', { params: { path: { id: jobId } } }))
    if (job.state === 'FAILED' || job.state === 'CANCELLED') throw new Error(job.error)
    return job.state === 'DONE' ? job : undefined
  })
}

/** @returns its id; the same again makes no second one */
export async function draftCampaign(name: string): Promise<string> {
  const drafts = await sampleDrafts()
  const [known] = drafts
  if (known) return known.id
  const body = {
    name,
    template: TEMPLATE,
    audience: { tags: [SAMPLE_TAG] },
    variables: { body: { 1: { field: 'name' }, 2: { text: 'A-1042' }, 3: { text: 'Friday' } } },
  }
  return (await ok(api.POST('/api/campaigns', { params: { header: once() }, body: body as unknown as Schemas['CampaignNew'] }))).id
}

async function sampleDrafts() {
  const { items } = await ok(api.GET('/api/campaigns', { params: { query: { state: 'DRAFT', template: TEMPLATE.name, limit: 100 } } }))
  return items.filter(campaign => campaign.audience.tags?.length === 1 && campaign.audience.tags[0] === SAMPLE_TAG)
}

/** The fictional people with what was said to them, and the draft. @returns the job that deletes them */
export async function removeSamples(): Promise<string> {
  for (const { id } of await sampleDrafts()) await ok(api.DELETE('/api/campaigns/{id}', { params: { path: { id } } }))
  const body = { action: 'DELETE', filter: { tag: [SAMPLE_TAG] } } as Schemas['BulkRequest']
  return (await ok(api.POST('/api/contacts/bulk', { params: { header: once() }, body }))).jobId
}
