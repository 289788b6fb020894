import { MantineProvider } from '@mantine/core'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { FilterBuilder } from '../src/ui/filter/FilterBuilder'
import { fromJson, toJson } from '../src/ui/filter/json'
import { type FilterJson, newCondition, newGroup } from '../src/ui/filter/model'
import { theme } from '../src/ui/theme'

const ID = '0197b1c2-7d4e-7a10-9f3b-2c5d8e6f1a20'

const leaves: FilterJson[] = [
  { tag: ['vip', 'spring'] },
  { not: { tag: ['vip'] } },
  { consent: ['OPTED_IN'] },
  { country: ['DE', 'BR'] },
  { not: { language: ['pt'] } },
  { name: { contains: 'Ana' } },
  { name: { exists: false } },
  { number: { startsWith: '+49' } },
  { hasNumber: true },
  { attribute: { name: 'city', is: ['Rome'] } },
  { not: { attribute: { name: 'city', is: ['Rome'] } } },
  { attribute: { name: 'city', exists: true } },
  { attribute: { name: 'age', atLeast: 18, atMost: 30 } },
  { attribute: { name: 'born', from: '2000-01-01' } },
  { campaign: { id: ID, was: 'READ' } },
  { wrote: { withinDays: 90 } },
  { not: { received: { withinDays: 7 } } },
  { wrote: { ever: false } },
  { created: { from: '2026-01-01', to: '2026-02-01' } },
  { optedIn: { to: '2026-02-01' } },
]

describe('a filter of people', () => {
  it.each(leaves)('%j is edited and written again as it was', leaf => {
    const group = fromJson(leaf)
    expect(group).toBeDefined()
    expect(toJson(group as never)).toEqual({ all: [leaf] })
  })

  it('keeps groups', () => {
    const filter = { any: [{ tag: ['vip'] }, { all: [{ country: ['DE'] }, { hasNumber: true }] }] }
    expect(toJson(fromJson(filter) as never)).toEqual(filter)
  })

  it.each([{ not: { all: [{ tag: ['a'] }] } }, { unheard: 1 }, { tag: [] }, 'x', { name: { is: [1] } }])('does not pretend to show %j', filter =>
    expect(fromJson(filter)).toBeUndefined(),
  )

  it('is none while something is missing', () => {
    expect(toJson(newGroup('all', [newCondition('tag')]))).toBeUndefined()
    expect(toJson(newGroup('any'))).toBeUndefined()
    expect(toJson(newGroup('all'))).toEqual({ all: [] })
    expect(toJson(newGroup('all', [{ ...newCondition('number'), values: ['49'] }]))).toBeUndefined()
    expect(toJson(newGroup('all', [{ ...newCondition('wrote'), values: ['0'] }]))).toBeUndefined()
  })

  it('is built by choosing field, comparison and value', async () => {
    const said: unknown[] = []
    function Page() {
      const [value, setValue] = useState(newGroup())
      said.push(toJson(value))
      return <FilterBuilder value={value} onChange={setValue} choices={{ tags: ['spring', 'vip'], attributes: [], campaigns: [] }} />
    }
    render(
      <MantineProvider theme={theme} env="test">
        <Page />
      </MantineProvider>,
    )
    expect(screen.getByText('No condition: everybody is meant.')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Add a condition' }))
    const row = screen.getByRole('group', { name: 'Tag' })
    await userEvent.type(within(row).getByPlaceholderText('Any of …'), 'vip{Enter}')
    expect(said.at(-1)).toEqual({ all: [{ tag: ['vip'] }] })
    await userEvent.click(screen.getByRole('button', { name: 'Remove this condition' }))
    expect(said.at(-1)).toEqual({ all: [] })
  })
})
