const words = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const first = (word: string) => [...words.segment(word)][0]?.segment ?? ''

/** One or two letters that stand for a name. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/)
  const last = parts.length > 1 ? (parts.at(-1) ?? '') : ''
  return (first(parts[0] ?? '') + first(last)).toLocaleUpperCase()
}
