import type { Schemas } from '../../api/client'
import type { ContactDetail } from './queries'

/** A contact as it stands in the form. */
export interface Draft extends Record<string, unknown> {
  name: string
  phone: string
  bsuid: string
  country: string | null
  language: string
  tags: string[]
  attributes: [name: string, value: string][]
  optedIn: boolean
  consentSource: string
}

export const draftOf = (contact?: ContactDetail): Draft => ({
  name: contact?.name ?? '',
  phone: contact?.phone ?? '',
  bsuid: contact?.bsuid ?? '',
  country: contact?.country ?? null,
  language: contact?.language ?? '',
  tags: contact?.tags ?? [],
  attributes: Object.entries(contact?.attributes ?? {}).map(([name, value]) => [name, String(value)]),
  optedIn: false,
  consentSource: '',
})

const named = (attributes: Draft['attributes']) =>
  Object.fromEntries(attributes.flatMap(([name, value]) => (name.trim() && value.trim() ? [[name.trim(), value.trim()]] : [])))

export const newOf = (draft: Draft): Schemas['ContactNew'] => ({
  name: draft.name.trim() || undefined,
  phone: draft.phone.trim() || undefined,
  country: draft.country ?? undefined,
  language: draft.language.trim() || undefined,
  tags: draft.tags,
  attributes: named(draft.attributes),
  consent: draft.optedIn ? { source: draft.consentSource.trim() } : undefined,
})

/** Only what was changed, so that what others changed stays. */
export function changeOf(base: ContactDetail, draft: Draft): Schemas['ContactChange'] {
  const changed = (field: 'name' | 'phone' | 'country' | 'language') => {
    const now = (draft[field] ?? '').trim()
    return now === (base[field] ?? '') ? undefined : now
  }
  const now = named(draft.attributes)
  const attributes: Record<string, string | null> = {}
  for (const [name, value] of Object.entries(now)) if (String(base.attributes[name] ?? '') !== value) attributes[name] = value
  for (const name of Object.keys(base.attributes)) if (!(name in now)) attributes[name] = null
  return {
    version: base.version,
    name: changed('name'),
    phone: changed('phone'),
    country: changed('country'),
    language: changed('language'),
    addTags: draft.tags.filter(tag => !base.tags.includes(tag)),
    removeTags: base.tags.filter(tag => !draft.tags.includes(tag)),
    // null removes an attribute, which the description of the API cannot say
    attributes: Object.keys(attributes).length > 0 ? (attributes as Record<string, string>) : undefined,
  }
}
