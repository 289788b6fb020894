import { type Condition, type Field, type FilterJson, fields, type Group, newGroup, type Operator, outcomeLabel, type Part } from './model'

/** What the server reads; undefined while something is not filled in. */
export function toJson(part: Part): FilterJson | undefined {
  if (part.kind === 'condition') return conditionJson(part)
  const of = part.of.map(toJson)
  if (of.some(one => !one) || (part.join === 'any' && of.length === 0)) return undefined
  return { [part.join]: of }
}

function conditionJson(one: Condition): FilterJson | undefined {
  const { field, operator, values, name, from, to } = one
  switch (field) {
    case 'tag':
    case 'consent':
    case 'country':
    case 'language':
      return values.length > 0 ? negated(operator === 'isNot', { [field]: values }) : undefined
    case 'name': {
      const test = textTest(operator, values)
      return test && { name: test }
    }
    case 'number':
      if (operator !== 'startsWith') return { hasNumber: operator === 'exists' }
      return /^\+\d{1,15}$/.test(values[0] ?? '') ? { number: { startsWith: values[0] } } : undefined
    case 'attribute':
      return name?.trim() ? attributeJson(name.trim(), one) : undefined
    case 'campaign':
      return name && values[0] ? { campaign: { id: name, was: values[0] } } : undefined
    case 'wrote':
    case 'received':
      return behaviourJson(field, operator, Number(values[0]))
    case 'created':
    case 'optedIn':
      return from || to ? { [field]: range(from, to) } : undefined
  }
}

const negated = (not: boolean, json: FilterJson): FilterJson => (not ? { not: json } : json)

const range = (from?: string, to?: string): FilterJson => ({ ...(from && { from }), ...(to && { to }) })

function textTest(operator: Operator, values: string[]): FilterJson | undefined {
  if (operator === 'exists' || operator === 'missing') return { exists: operator === 'exists' }
  if (!values[0]?.trim()) return undefined
  return operator === 'is' || operator === 'isNot' ? { is: values } : { [operator]: values[0].trim() }
}

function attributeJson(name: string, { operator, values, from, to }: Condition): FilterJson | undefined {
  if (operator === 'dates') return from || to ? { attribute: { name, ...range(from, to) } } : undefined
  if (operator === 'numbers') {
    if (!from && !to) return undefined
    return { attribute: { name, ...(from && { atLeast: Number(from) }), ...(to && { atMost: Number(to) }) } }
  }
  const test = textTest(operator, values)
  return test && negated(operator === 'isNot', { attribute: { name, ...test } })
}

function behaviourJson(field: 'wrote' | 'received', operator: Operator, days: number): FilterJson | undefined {
  if (operator === 'ever' || operator === 'never') return { [field]: { ever: operator === 'ever' } }
  if (!Number.isInteger(days) || days < 1) return undefined
  return negated(operator === 'notWithin', { [field]: { withinDays: days } })
}

/** The same for people to edit; undefined where it says more than the editor can show. */
export function fromJson(json: unknown): Group | undefined {
  const part = read(json)
  if (!part) return undefined
  return part.kind === 'group' ? part : newGroup('all', [part])
}

function read(json: unknown): Part | undefined {
  const [key, value] = only(json)
  if (key === 'all' || key === 'any') {
    if (!Array.isArray(value)) return undefined
    const of = value.map(read)
    return of.every(one => one !== undefined) ? newGroup(key, of) : undefined
  }
  if (key !== 'not') return leaf(key, value)
  const one = read(value)
  if (one?.kind !== 'condition') return undefined
  const operator = opposite[one.operator]
  return operator && { ...one, operator }
}

const opposite: Partial<Record<Operator, Operator>> = { is: 'isNot', within: 'notWithin', exists: 'missing', missing: 'exists', ever: 'never', never: 'ever' }

function only(json: unknown): [string, unknown] {
  const entries = json && typeof json === 'object' && !Array.isArray(json) ? Object.entries(json) : []
  return entries.length === 1 && entries[0] ? entries[0] : ['', undefined]
}

const condition = (field: Field, operator: Operator, more: Partial<Condition> = {}): Condition => ({
  kind: 'condition',
  id: crypto.randomUUID(),
  field,
  operator,
  values: [],
  ...more,
})

const texts = (value: unknown): string[] | undefined => {
  const list = Array.isArray(value) ? value : [value]
  return list.length > 0 && list.every(one => typeof one === 'string') ? list : undefined
}

const word = (value: unknown): string | undefined => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined)

function leaf(key: string, value: unknown): Condition | undefined {
  if (key === 'hasNumber') return condition('number', value ? 'exists' : 'missing')
  const field = fields.find(one => one === key)
  if (!field) return undefined
  if (field === 'tag' || field === 'consent' || field === 'country' || field === 'language') {
    const values = texts(value)
    return values && condition(field, 'is', { values })
  }
  const facts = (value ?? {}) as Record<string, unknown>
  switch (field) {
    case 'name':
    case 'number':
      return textLeaf(field, facts)
    case 'attribute': {
      const { name, ...test } = facts
      if ('atLeast' in test || 'atMost' in test)
        return condition('attribute', 'numbers', { name: word(name), from: word(test.atLeast), to: word(test.atMost) })
      if ('from' in test || 'to' in test) return condition('attribute', 'dates', { name: word(name), from: word(test.from), to: word(test.to) })
      const one = textLeaf('attribute', test)
      return one && { ...one, name: word(name) }
    }
    case 'campaign': {
      const was = word(facts.was)
      return was && was in outcomeLabel ? condition('campaign', 'is', { name: word(facts.id), values: [was] }) : undefined
    }
    case 'wrote':
    case 'received':
      if ('ever' in facts) return condition(field, facts.ever ? 'ever' : 'never')
      return condition(field, 'within', { values: [String(facts.withinDays)] })
    case 'created':
    case 'optedIn':
      return condition(field, 'dates', { from: day(facts.from), to: day(facts.to) })
  }
}

/** The editor knows days; a time within one is shown as its day. */
const day = (value: unknown) => word(value)?.slice(0, 10)

function textLeaf(field: Field, test: Record<string, unknown>): Condition | undefined {
  const [key, value] = only(test)
  if (key === 'exists') return condition(field, value ? 'exists' : 'missing')
  if (key !== 'is' && key !== 'contains' && key !== 'startsWith') return undefined
  const values = texts(value)
  return values && condition(field, key, { values })
}
