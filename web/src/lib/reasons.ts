import { skipToken, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

/** An explanation for people: what it means, and whose move it is. */
export interface Reason {
  words: string
  wayOut?: string
}

const english = { lang: 'en', dir: 'auto' } as const

/** Ready to be shown. */
export interface Told extends Reason {
  /** For the element around them where they are the server's; absent: the reader's own language. */
  foreign?: typeof english
}

/** Of a message: Meta's code, or one of our own below 0. Otherwise the name that the server gives to the reason. */
export type ReasonKey = number | string

/** Codes below 0 are our own: Meta was not asked. */
export const isMetas = (code: number | undefined) => code !== undefined && code >= 0

type Reasons = Partial<Record<ReasonKey, Reason>>

/** English is what the server says, so it has no file that could say something else. */
const files = import.meta.glob<Reasons>('../locales/reasons/*.json', { import: 'default' })

const fileOf = (language: string) => files[`../locales/reasons/${language}.json`]

/**
 * What the server explains, in the reader's language, which is fetched when the first reason is shown. Until then, or where our
 * files do not have the reason, what the server said.
 */
export function useReason(key: ReasonKey | undefined, said: Reason): Told {
  const { language } = useTranslation().i18n
  const { data } = useQuery({
    queryKey: ['reasons', language],
    queryFn: (key !== undefined && fileOf(language)) || skipToken,
    // a file of this page, wherever the server is
    networkMode: 'always',
    staleTime: Infinity,
    gcTime: Infinity,
  })
  const known = key === undefined ? undefined : data && reasonOf(data, key)
  return known ?? { words: said.words, wayOut: said.wayOut, foreign: english }
}

const RANGE = /^(\d+)-(\d+)$/

/** Codes that mean the same stand in the files as the server's table has them, such as `200-299`. */
function reasonOf(reasons: Reasons, key: ReasonKey): Reason | undefined {
  return reasons[key] ?? Object.entries(reasons).find(([range]) => covers(range, key))?.[1]
}

function covers(range: string, key: ReasonKey): boolean {
  const [, first, last] = RANGE.exec(range) ?? []
  return typeof key === 'number' && Number(first) <= key && key <= Number(last)
}
