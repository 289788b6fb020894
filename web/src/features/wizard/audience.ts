import { fromJson } from '../../ui/filter/json'
import type { Campaign } from './queries'

export const sources = ['everybody', 'saved', 'filter', 'tags', 'file', 'numbers'] as const
/** How people say whom they mean. A file and pasted numbers become people with a tag. */
export type Source = (typeof sources)[number]

/** Which of the ways a draft's audience shows; the server keeps the conditions only. */
export function sourceOf({ id, filter, tags }: Campaign['audience']): Source {
  if (id) return 'saved'
  if (filter) return 'filter'
  return tags.length > 0 ? 'tags' : 'everybody'
}

/** Whether the draft's audience is of the way that was chosen: until then an earlier one would hold, or everybody. */
export const isChosen = (source: Source, audience: Campaign['audience'], importId: string | undefined) =>
  source === 'file' || source === 'numbers' ? importId !== undefined : source === 'everybody' || source === sourceOf(audience)

export const filterOf = (audience: Campaign['audience']) => (audience.filter ? fromJson(audience.filter) : undefined)

/** Numbers as people paste them: one a line, or with commas or semicolons between. */
export const pastedNumbers = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,;\t]+/)
      .map(one => one.trim())
      .filter(Boolean),
  ),
]

/** A file of one column, as the import takes it. */
export const asFile = (numbers: string[]): File =>
  new File([['phone', ...numbers.map(number => `"${number.replaceAll('"', '')}"`)].join('\r\n')], 'pasted-numbers.csv', { type: 'text/csv' })
