import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, ok, type Schemas } from '../../api/client'
import { download as save } from '../../lib/download'
import { type AnalyticsSearch, bucketOf, type Dimension, type Period } from './period'

export type Figures = Schemas['Figures']

const MINUTE = 60_000

type Filter = Pick<AnalyticsSearch, 'campaign' | 'number' | 'template' | 'country'>
export const filterOf = ({ campaign, number, template, country }: AnalyticsSearch): Filter => ({ campaign, number, template, country })

const usual = { staleTime: MINUTE, refetchInterval: MINUTE, placeholderData: keepPreviousData } as const

export const overTimeQuery = (period: Period, filter: Filter) =>
  queryOptions({
    queryKey: ['analytics', 'overTime', period, filter],
    queryFn: () => ok(api.GET('/api/analytics/over-time', { params: { query: { ...period, ...filter, bucket: bucketOf(period) } } })),
    ...usual,
  })

export const breakdownQuery = (period: Period, filter: Filter, by: Dimension) =>
  queryOptions({
    queryKey: ['analytics', 'breakdown', period, filter, by],
    queryFn: () => ok(api.GET('/api/analytics/breakdown', { params: { query: { ...period, ...filter, by } } })),
    ...usual,
  })

export const heatMapQuery = (period: Period, filter: Filter) =>
  queryOptions({
    queryKey: ['analytics', 'heatMap', period, filter],
    queryFn: () => ok(api.GET('/api/analytics/heat-map', { params: { query: { ...period, ...filter } } })),
    ...usual,
  })

const span = ({ from, to }: Period) => ({ from, to })

export const agentsQuery = (period: Period) =>
  queryOptions({ queryKey: ['analytics', 'agents', period], queryFn: () => ok(api.GET('/api/analytics/agents', { params: { query: span(period) } })), ...usual })

export const numbersQuery = (period: Period) =>
  queryOptions({ queryKey: ['analytics', 'numbers', period], queryFn: () => ok(api.GET('/api/analytics/numbers', { params: { query: span(period) } })), ...usual })

/** The file of a chart. */
const files = {
  'over-time': (period: Period, filter: Filter) =>
    api.GET('/api/analytics/over-time.csv', { params: { query: { ...period, ...filter, bucket: bucketOf(period) } }, parseAs: 'blob' }),
  breakdown: (period: Period, filter: Filter, by?: Dimension) =>
    api.GET('/api/analytics/breakdown.csv', { params: { query: { ...period, ...filter, by } }, parseAs: 'blob' }),
  'heat-map': (period: Period, filter: Filter) => api.GET('/api/analytics/heat-map.csv', { params: { query: { ...period, ...filter } }, parseAs: 'blob' }),
  agents: (period: Period) => api.GET('/api/analytics/agents.csv', { params: { query: span(period) }, parseAs: 'blob' }),
  numbers: (period: Period) => api.GET('/api/analytics/numbers.csv', { params: { query: span(period) }, parseAs: 'blob' }),
}
export type Chart = keyof typeof files

export async function saveChart({ chart, period, filter, by }: { chart: Chart; period: Period; filter: Filter; by?: Dimension }) {
  save((await ok<unknown>(files[chart](period, filter, by))) as Blob, `${chart}.csv`)
}

/** What figures can be narrowed to. */
export const choicesQuery = queryOptions({
  queryKey: ['campaign', 'choices'],
  queryFn: async () => {
    const [campaigns, accounts] = await Promise.all([
      ok(api.GET('/api/campaigns', { params: { query: { limit: 200 } } })),
      ok(api.GET('/api/accounts', { params: { query: { limit: 200 } } })),
    ])
    return {
      campaigns: campaigns.items.map(({ id, name }) => ({ value: id, label: name })),
      templates: [...new Set(campaigns.items.flatMap(campaign => campaign.template?.name ?? []))].toSorted(),
      numbers: accounts.items.flatMap(account =>
        account.numbers.map(number => ({ value: number.phoneNumberId, label: number.label ?? number.displayPhoneNumber ?? number.phoneNumberId })),
      ),
    }
  },
  staleTime: MINUTE,
})
