const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** "2 h 5 min": the two largest units, in the reader's language. */
export function formatLength(seconds: number, language: string): string {
  const part = (n: number, unit: string) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(n)
  const first = STEPS.findIndex(([, length]) => seconds >= length)
  const step = STEPS[first]
  if (!step) return part(Math.round(seconds), 'second')
  const [unit, length] = step
  const [smaller, smallerLength] = STEPS[first + 1] ?? ['second', 1]
  const rest = Math.floor((seconds % length) / smallerLength)
  return rest === 0 ? part(Math.floor(seconds / length), unit) : `${part(Math.floor(seconds / length), unit)} ${part(rest, smaller)}`
}
