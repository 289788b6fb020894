import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { chooseLanguage, languages } from '../src/lib/i18n'
import { type Reason, type ReasonKey, useReason } from '../src/lib/reasons'

const ROOT = join(import.meta.dirname, '..', '..')
const SERVER = 'server/src/main/java/org/wabs/server'
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')

/** The texts of a piece of Java; those that are joined by + are one. */
const texts = (java: string) => [...java.replaceAll(/"\s*\+\s*"/g, '').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(match => match[1]!)
const pair = ([words, wayOut]: string[]): Reason => ({ words: words!, wayOut })

const table = Object.fromEntries(
  read('cloudapi/src/main/resources/org/wabs/cloudapi/error/error-table.tsv')
    .split('\n')
    .filter(line => line && !line.startsWith('#'))
    .map(line => line.split('\t'))
    .map(([code, , , , words, wayOut]) => [code!, pair([words!, wayOut!])]),
)

/** Constants of an enum whose last two texts are the words and the way out. */
const constants = (file: string) =>
  Object.fromEntries([...read(`${SERVER}/${file}`).matchAll(/^ {4}([A-Z_]+)\(\s*(".*?")\)[,;]$/gms)].map(([, name, given]) => [name!, pair(texts(given!).slice(-2))]))

/** Our own codes, for which Meta was not asked. */
function ownCodes() {
  const java = read(`${SERVER}/message/FailureReason.java`)
  return Object.fromEntries(
    [...java.matchAll(/int ([A-Z_]+) = (-\d+);/g)].map(([, name, code]) => [code!, pair(texts(java.slice(java.indexOf(`case ${name} ->`))))]),
  )
}

/** Why campaigns stand, where the server says no more than the kind tells. */
function kinds() {
  const [breaker] = texts(read(`${SERVER}/dispatch/BreakerStop.java`)).filter(text => text.startsWith('Too many'))
  const [restored] = texts(read(`${SERVER}/campaign/CampaignGuards.java`)).filter(text => text.startsWith('The database was restored'))
  return { BREAKER: { words: breaker!.trim() }, DATABASE_RESTORED: pair(restored!.split(/(?<=\.) /)) }
}

const said: Record<string, Reason> = { ...table, ...ownCodes(), ...constants('message/SkipReason.java'), ...constants('platform/sql/StandstillCause.java'), ...kinds() }
const told = (language: string): Record<string, Reason> => JSON.parse(read(`web/src/locales/reasons/${language}.json`))

describe('the reasons of the server', () => {
  it('are found where the server has them', () => {
    expect(Object.keys(table).length).toBeGreaterThan(100)
    expect(said['131026']?.wayOut).toBe('Check the number; use another channel for this person.')
    expect(said['-1']?.words).toMatch(/^The number could not send/)
    expect(said.NO_OPT_IN?.words).toBe('No opt-in is on record.')
    expect(said.ERASED?.wayOut).toMatch(/^Nobody's\./)
    expect(said.OVERLOADED?.words).toBe('The database is out of connections or memory.')
    expect(said.BREAKER?.words).toMatch(/one reason\.$/)
    expect(said.DATABASE_RESTORED?.wayOut).toMatch(/^Compare with/)
  })

  it.each(Object.keys(languages).filter(language => language !== 'en'))('are told in %s: all of them, no others, and none in English', language => {
    const theirs = told(language)
    expect(Object.keys(theirs).toSorted()).toEqual(Object.keys(said).toSorted())
    for (const [key, { words, wayOut }] of Object.entries(said)) {
      expect(Object.keys(theirs[key]!), key).toEqual(wayOut ? ['words', 'wayOut'] : ['words'])
      expect(theirs[key]!.words.trim(), key).toBeTruthy()
      expect(theirs[key]!.words, key).not.toBe(words)
      if (!wayOut) continue
      expect(theirs[key]!.wayOut?.trim(), key).toBeTruthy()
      expect(theirs[key]!.wayOut, key).not.toBe(wayOut)
    }
  })
})

const ENGLISH = { words: 'This is what it means.', wayOut: 'This is whose move it is.' }

function Why({ of }: { of?: ReasonKey }) {
  const { words, wayOut, foreign } = useReason(of, ENGLISH)
  return (
    <p {...foreign}>
      {words} {wayOut}
    </p>
  )
}

async function show(language: keyof typeof languages, of?: ReasonKey) {
  await chooseLanguage(language)
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Why of={of} />
    </QueryClientProvider>,
  )
}

describe('a reason', () => {
  it.each([131026, 'NO_OPT_IN'] as const)('of %s is told in the language of the reader', async key => {
    await show('de', key)

    const { words, wayOut } = told('de')[key]!
    expect(await screen.findByText(`${words} ${wayOut}`)).not.toHaveAttribute('lang')
  })

  it('of a code within a range is told as the range is', async () => {
    await show('es', 131207)

    expect(await screen.findByText(told('es')['131201-131215']!.words, { exact: false })).toBeVisible()
  })

  it.each([
    ['is what the server said for a code that nobody has listed', 'de', 999_999],
    ['is what the server said where it has no name', 'de', undefined],
    ['is what the server said in English', 'en', 131026],
  ] as const)('%s', async (_, language, key) => {
    await show(language, key)

    expect(await screen.findByText('This is what it means. This is whose move it is.')).toHaveAttribute('lang', 'en')
  })

  it('follows a reader who chooses another language', async () => {
    await show('de', 131026)
    await screen.findByText(told('de')['131026']!.words, { exact: false })

    await chooseLanguage('pt')

    expect(await screen.findByText(told('pt')['131026']!.words, { exact: false })).toBeVisible()
  })
})
