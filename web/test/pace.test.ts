import { expect, it } from 'vitest'
import { asCsv, fromStart, rates } from '../src/features/campaign/pace'

const points = [
  { at: '2026-11-20T10:00:10Z', sent: 60, delivered: 40, read: 5, failed: 0 },
  { at: '2026-11-20T10:00:30Z', sent: 660, delivered: 600, read: 90, failed: 3 },
]

it('a rate is what was sent in each stretch, whatever its length', () => {
  expect(rates(points, 10).map(one => one.perSecond)).toEqual([6, 30])
})

it('a course begins at the start with nothing, so that what is over in seconds has one, too', () => {
  const whole = fromStart(points.slice(0, 1), '2026-11-20T10:00:05Z')
  expect(whole.map(one => [one.at, one.sent])).toEqual([
    ['2026-11-20T10:00:05Z', 0],
    ['2026-11-20T10:00:10Z', 60],
  ])
  expect(rates(whole, 10).map(one => one.perSecond)).toEqual([0, 12])
  expect(fromStart([], '2026-11-20T10:00:05Z')).toEqual([])
})

it('a file has one line a stretch below the names of its columns', () => {
  expect(asCsv(points).split('\r\n')).toEqual(['at,sent,delivered,read,failed', '2026-11-20T10:00:10Z,60,40,5,0', '2026-11-20T10:00:30Z,660,600,90,3'])
})
