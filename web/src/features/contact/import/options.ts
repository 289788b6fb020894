import type { ImportOptions } from './queries'

/** @property mapping column → field, as far as it is not what its name says */
export interface Chosen {
  mapping: Record<string, string>
  tags: string[]
  country: string | null
  optedIn: boolean
  source: string
}

export const unchosen = (tags: string[]): Chosen => ({ mapping: {}, tags, country: null, optedIn: false, source: '' })

export const optionsOf = ({ mapping, tags, country, optedIn, source }: Chosen): ImportOptions => ({
  mapping,
  tags,
  defaultCountry: country ?? undefined,
  consent: optedIn ? { optedIn: true, source: source.trim() } : undefined,
})
