import { describe, expect, it } from 'vitest'
import { formatLength } from '../src/features/analytics/length'
import { before, bucketKey, bucketOf, buckets, periodOf, readAnalyticsSearch } from '../src/features/analytics/period'

const DAY = 86_400_000
const length = ({ from, to }: { from: string; to: string }) => Date.parse(to) - Date.parse(from)

describe('the days of the figures', () => {
  it('are the last thirty with today unless said otherwise', () => {
    const period = periodOf({}, new Date(2026, 6, 15, 13))
    expect(new Date(period.from)).toEqual(new Date(2026, 5, 16))
    expect(new Date(period.to)).toEqual(new Date(2026, 6, 16))
  })

  it('are those of the address when they make sense', () => {
    expect(readAnalyticsSearch({ from: '2026-07-01', to: '2026-07-03', by: 'COUNTRY' })).toMatchObject({ from: '2026-07-01', to: '2026-07-03', by: 'COUNTRY' })
    expect(readAnalyticsSearch({ from: '2026-07-03', to: '2026-07-01', days: 12 })).toEqual({})
    expect(length(periodOf({ from: '2026-07-01', to: '2026-07-03' }))).toBe(3 * DAY)
  })

  it('are compared with as many before', () => {
    const period = periodOf({ from: '2026-07-01', to: '2026-07-07' })
    expect(before(period).to).toBe(period.from)
    expect(length(before(period))).toBe(length(period))
  })

  it('are filled where nothing happened, by the hour when they are few', () => {
    expect(bucketOf(periodOf({ from: '2026-07-01', to: '2026-07-01' }))).toBe('HOUR')
    expect(buckets(periodOf({ from: '2026-07-01', to: '2026-07-01' }))).toHaveLength(24)
    expect(buckets(periodOf({ from: '2026-07-01', to: '2026-07-05' }))).toEqual(
      ['01', '02', '03', '04', '05'].map(day => `2026-07-${day}T00:00`),
    )
    expect(bucketKey('2026-07-01T00:00:00')).toBe('2026-07-01T00:00')
  })
})

describe('how long something took', () => {
  it.each([
    [12, '12 sec'],
    [60, '1 min'],
    [3_725, '1 hr 2 min'],
    [90_000, '1 day 1 hr'],
  ])('%d seconds are %s', (seconds, words) => expect(formatLength(seconds, 'en')).toBe(words))
})
