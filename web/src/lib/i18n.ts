import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type en from '../locales/en'
import app from '../locales/en/app.json'
import identity from '../locales/en/identity.json'
import ui from '../locales/en/ui.json'

export type I18nKey = keyof typeof en

/** What the way in says, and whatever may go wrong on it. */
const first = { ...app, ...identity, ...ui }

/** Their own names: whoever looks for theirs reads no other. */
export const languages = {
  en: { name: 'English', dir: 'ltr' },
  es: { name: 'Español', dir: 'ltr' },
  pt: { name: 'Português', dir: 'ltr' },
  de: { name: 'Deutsch', dir: 'ltr' },
  ar: { name: 'العربية', dir: 'rtl' },
  hi: { name: 'हिन्दी', dir: 'ltr' },
} as const
export type Language = keyof typeof languages

const KEPT = 'wabs.language'
const files = import.meta.glob<Record<string, string>>('../locales/*.ts', { import: 'default' })
const loaded = new Set<Language>()
let wanted: Language = 'en'
let spoken = Promise.resolve()

const isLanguage = (code: string | null | undefined): code is Language => !!code && code in languages

/** The one that was chosen here, else the first of the browser's that we speak. */
export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEPT)
  if (isLanguage(kept)) return kept
  return navigator.languages.map(code => code.split('-')[0]).find(isLanguage) ?? 'en'
}

async function load(language: Language) {
  const file = files[`../locales/${language}.ts`]
  if (!file || loaded.has(language)) return
  i18next.addResourceBundle(language, 'translation', await file(), true, true)
  loaded.add(language)
}

/** All words of the language are there: for every screen behind the sign-in. What could not be fetched is fetched again. */
export const allWords = () => spoken.catch(() => speak(wanted))

export async function startI18n(language: Language = preferredLanguage()) {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: first } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  })
  loaded.delete('en')
  const speaking = speak(language)
  addEventListener('storage', followOtherTabs)
  // whoever signs in needs no more of English than is there already
  const waiting = speaking.catch(() => undefined)
  if (language !== 'en') await waiting
}

/** What is chosen in one tab holds in all of them, as colours do. */
function followOtherTabs({ key }: StorageEvent) {
  if (key === KEPT) void speak(preferredLanguage())
}

function speak(language: Language): Promise<void> {
  wanted = language
  spoken = change(language)
  return spoken
}

async function change(language: Language) {
  await load(language)
  // before everything is drawn anew: what is measured then depends on it
  document.documentElement.lang = language
  document.documentElement.dir = languages[language].dir
  await i18next.changeLanguage(language)
}

export async function chooseLanguage(language: Language) {
  localStorage.setItem(KEPT, language)
  await speak(language)
}

export function useLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'en'
}
