import type { CompactEmoji, MessagesDataset } from 'emojibase'
import type { Language } from '../../../lib/i18n'

/** Emojibase speaks no Arabic: there the English names are searched. */
type Spoken = Exclude<Language, 'ar'>

const data = {
  en: () => import('emojibase-data/en/compact.json'),
  es: () => import('emojibase-data/es/compact.json'),
  pt: () => import('emojibase-data/pt/compact.json'),
  de: () => import('emojibase-data/de/compact.json'),
  hi: () => import('emojibase-data/hi/compact.json'),
} satisfies Record<Spoken, () => Promise<unknown>>

const messages = {
  en: () => import('emojibase-data/en/messages.json'),
  es: () => import('emojibase-data/es/messages.json'),
  pt: () => import('emojibase-data/pt/messages.json'),
  de: () => import('emojibase-data/de/messages.json'),
  hi: () => import('emojibase-data/hi/messages.json'),
} satisfies Record<Spoken, () => Promise<unknown>>

export interface EmojiGroup {
  name: string
  emoji: CompactEmoji[]
}

/** Parts of emoji, which nobody sends alone. */
const COMPONENTS = 2

/** All of them by group, in the order of Unicode. */
export async function readEmoji(language: Language): Promise<EmojiGroup[]> {
  const spoken = language === 'ar' ? 'en' : language
  const [all, words] = await Promise.all([data[spoken](), messages[spoken]()])
  const names = words.default as unknown as MessagesDataset
  const every = all.default as unknown as CompactEmoji[]
  return names.groups.flatMap(group => {
    if (group.order === COMPONENTS) return []
    const emoji = every.filter(one => one.group === group.order).toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
    return [{ name: group.message, emoji }]
  })
}

export function found(groups: EmojiGroup[], wanted: string): CompactEmoji[] {
  const words = wanted.toLocaleLowerCase().split(/\s+/)
  const says = (emoji: CompactEmoji) => [emoji.label, ...(emoji.tags ?? [])].join(' ').toLocaleLowerCase()
  return groups.flatMap(group => group.emoji).filter(emoji => words.every(word => says(emoji).includes(word)))
}
