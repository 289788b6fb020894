import type { Schemas } from '../../api/client'

export type Point = Schemas['CampaignPacePoint']
export interface Rate {
  at: string
  perSecond: number
}

/** Before the first look there was the start, when nothing was sent: also what is over in seconds has a course. */
export const fromStart = (points: Point[], startedAt: string | undefined): Point[] => {
  const first = points[0]
  if (!first || !startedAt || Date.parse(startedAt) >= Date.parse(first.at)) return points
  return [{ at: startedAt, sent: 0, delivered: 0, read: 0, failed: 0 }, ...points]
}

/** Messages a second in each stretch; the first one is from the start. */
export function rates(points: Point[], stepSeconds: number): Rate[] {
  return points.map((point, index) => {
    const former = points[index - 1]
    const seconds = former ? (Date.parse(point.at) - Date.parse(former.at)) / 1000 : stepSeconds
    return { at: point.at, perSecond: Math.max(0, Math.round((10 * (point.sent - (former?.sent ?? 0))) / seconds) / 10) }
  })
}

const columns = ['at', 'sent', 'delivered', 'read', 'failed'] as const satisfies (keyof Point)[]

/** Figures from the start on, one line a stretch. */
export const asCsv = (points: Point[]): string => [columns.join(','), ...points.map(point => columns.map(column => point[column]).join(','))].join('\r\n')
