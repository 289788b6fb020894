import { consentLabel, type ConsentState } from '../../ui/filter/model'

/** What the address says of the list: the parameters of `GET /api/contacts`. */
export interface ContactSearch {
  q?: string
  tag?: string[]
  country?: string[]
  language?: string[]
  consent?: ConsentState[]
  attribute?: string[]
  wrote?: string
  received?: string
  window?: boolean
  createdFrom?: string
  createdTo?: string
  sort?: 'name'
}

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined)

function texts(value: unknown): string[] | undefined {
  const list = (Array.isArray(value) ? value : [value]).filter(one => typeof one === 'string' && one !== '')
  return list.length > 0 ? (list as string[]) : undefined
}

/** A number of days may stand in an address as a number. */
const days = (value: unknown) => (value === 'never' || /^[1-9]\d{0,3}$/.test(String(value)) ? String(value) : undefined)

export function readContactSearch(search: Record<string, unknown>): ContactSearch {
  const consent = texts(search.consent)?.filter((one): one is ConsentState => one in consentLabel)
  return {
    q: text(search.q) ?? (typeof search.q === 'number' ? String(search.q) : undefined),
    tag: texts(search.tag),
    country: texts(search.country),
    language: texts(search.language),
    consent: consent?.length ? consent : undefined,
    attribute: texts(search.attribute),
    wrote: days(search.wrote),
    received: days(search.received),
    window: typeof search.window === 'boolean' ? search.window : undefined,
    createdFrom: text(search.createdFrom),
    createdTo: text(search.createdTo),
    sort: search.sort === 'name' ? 'name' : undefined,
  }
}

/** The filter without the order: of counts, exports and bulk actions. */
export function filterOf(search: ContactSearch): Omit<ContactSearch, 'sort'> {
  const filter = { ...search }
  delete filter.sort
  return filter
}

/** How many filters are set beside the search. */
export const filtersSet = (search: ContactSearch) => Object.entries(filterOf(search)).filter(([name, value]) => name !== 'q' && value !== undefined).length
