import { describe, expect, test } from 'vitest'
import { allReached, choiceOf, sliceChosen, sliceOf } from '../src/features/campaign/slice'
import { statuses } from '../src/features/campaign/words'

describe('which of a campaign’s people are listed', () => {
  test('each choice is what it was made of', () => {
    for (const status of statuses) expect(sliceChosen(choiceOf({ status }))).toEqual({ status })
    for (const reached of allReached) expect(sliceChosen(choiceOf({ reached }))).toEqual({ reached })
    expect(sliceChosen(choiceOf({}))).toEqual({})
  })

  test('an address that says nothing known is everybody', () => {
    expect(sliceOf({ status: 'MARS', reached: 'HALF', code: 'x' })).toEqual({})
    expect(sliceOf({ status: 'FAILED', code: 131026 })).toEqual({ status: 'FAILED', code: 131026 })
  })
})
