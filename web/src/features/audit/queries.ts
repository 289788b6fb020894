import { api, ok } from '../../api/client'

/** @property from, to days as the reader writes them, both inclusive */
export interface AuditFilter {
  action?: string
  user?: string
  from?: string
  to?: string
}

export const auditKey = (filter: AuditFilter) => ['audit', 'list', filter]

export const readAudit =
  ({ from, to, ...filter }: AuditFilter) =>
  (cursor?: string) =>
    ok(
      api.GET('/api/audit', {
        params: { query: { ...filter, from: from && startOf(from, 0), to: to && startOf(to, 1), limit: 100, cursor } },
      }),
    )

export const readPeople = async () => (await ok(api.GET('/api/users', { params: { query: { limit: 200 } } }))).items

/** The first instant of a day in the reader's zone, so many days later. */
export function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}
