/** Names of browsers and systems, which are the same in every language. The first that is found counts: most claim to be others, too. */
const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['HeadlessChrome/', 'Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
  ['curl/', 'curl'],
] as const
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const

const find = (names: readonly (readonly [string, string])[], client: string) => names.find(([mark]) => client.includes(mark))?.[1]

/** `Firefox · Linux`, from what a browser says of itself. */
export function browserOf(client: string | undefined): string | undefined {
  if (!client) return undefined
  return [find(BROWSERS, client), find(SYSTEMS, client)].filter(Boolean).join(' · ') || client.slice(0, 60)
}
