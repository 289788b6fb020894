import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import en from '../src/locales/en'
import { languages } from '../src/lib/i18n'

const SRC = join(import.meta.dirname, '..', 'src')
const LOCALES = join(SRC, 'locales')
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(file => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
const read = (file: string) => readFileSync(join(SRC, file), 'utf8')
const words = (language: string): Record<string, string> =>
  Object.assign({}, ...readdirSync(join(LOCALES, language)).map(file => JSON.parse(readFileSync(join(LOCALES, language, file), 'utf8'))))
const places = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(match => match[1]).toSorted()

describe('words', () => {
  it.each(Object.keys(languages))('%s says everything that English says, with the same places to fill', language => {
    const theirs = words(language)
    expect(Object.keys(theirs).toSorted()).toEqual(Object.keys(en).toSorted())
    for (const [key, text] of Object.entries(en)) {
      expect(theirs[key]?.trim(), key).toBeTruthy()
      expect(places(theirs[key] ?? ''), key).toEqual(places(text))
    }
  })

  it('of each file of English are in the app', () => {
    expect(Object.keys(words('en')).toSorted()).toEqual(Object.keys(en).toSorted())
  })

  it('are all used', () => {
    const all = sources.map(read).join('\n')
    expect(Object.keys(en).filter(key => !all.includes(`'${key}'`))).toEqual([])
  })

  it.each(sources.filter(file => file.endsWith('.tsx')))('of %s come from the files of words', file => {
    expect(literals(read(file), file)).toEqual([])
  })
})

const READ_BY_PEOPLE = new Set(['label', 'title', 'placeholder', 'description', 'hint', 'aria-label', 'alt', 'text', 'action'])
const hasLetters = (text: unknown): text is string => typeof text === 'string' && /\p{L}{2}/u.test(text)

interface Node {
  type: string
  [field: string]: unknown
}

/** Texts that stand in the markup itself. */
function literals(source: string, file: string): string[] {
  const found: string[] = []
  const visit = (node: unknown) => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (!node || typeof node !== 'object') return
    const { type, ...fields } = node as Node
    if (type === 'JSXText' && hasLetters(fields.value)) found.push(fields.value.trim())
    if (type === 'JSXAttribute') {
      const name = String((fields.name as Node).name)
      const value = fields.value as Node | null
      const literal = value?.type === 'JSXExpressionContainer' ? (value.expression as Node) : value
      if (READ_BY_PEOPLE.has(name) && literal?.type === 'Literal' && hasLetters(literal.value)) found.push(literal.value)
    }
    Object.values(fields).forEach(visit)
  }
  visit(parseSync(file, source).program)
  return found
}
