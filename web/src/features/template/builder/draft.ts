import type { Category } from '../queries'

export const headerKinds = ['NONE', 'TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION'] as const
export type HeaderKind = (typeof headerKinds)[number]

export const buttonTypes = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'COPY_CODE', 'FLOW', 'CATALOG', 'MPM', 'SPM', 'VOICE_CALL'] as const
export type ButtonType = (typeof buttonTypes)[number]

/** What Meta knows of a component and this builder does not show stays as it was. */
export type Rest = Record<string, unknown>

/** @property key for this editor alone: which row it is while rows move */
export interface ButtonDraft {
  key: string
  type: string
  text: string
  url: string
  /** Of the address or the code. */
  example: string
  number: string
  flow: string
  rest: Rest
}

/** A template while it is written. */
export interface Draft {
  account: string
  name: string
  language: string
  category: Category
  named: boolean
  header: { kind: HeaderKind | string; text: string; rest: Rest }
  body: { text: string; rest: Rest }
  footer: { text: string; rest: Rest }
  /** Of variables, by part and name: `body.1`. */
  samples: Record<string, string>
  buttons: ButtonDraft[]
  /** Of one-time codes, whose texts are Meta's. */
  code: { warns: boolean; minutes: number | ''; button: Rest }
  /** Components that only JSON shows: carousels and offers. */
  others: Rest[]
}

let keys = 0

export const newButton = (type: string): ButtonDraft => ({
  key: `button-${keys++}`,
  type,
  text: '',
  url: '',
  example: '',
  number: '',
  flow: '',
  rest: {},
})

export const emptyDraft = (account = '', language = 'en_US'): Draft => ({
  account,
  name: '',
  language,
  category: 'MARKETING',
  named: false,
  header: { kind: 'NONE', text: '', rest: {} },
  body: { text: '', rest: {} },
  footer: { text: '', rest: {} },
  samples: {},
  buttons: [],
  code: { warns: true, minutes: 10, button: { type: 'OTP', otp_type: 'COPY_CODE' } },
  others: [],
})

/** The variables of a text, each once; positional ones by number. */
export function variablesOf(text: string): string[] {
  const found = [...new Set([...text.matchAll(/{{\s*(\w+)\s*}}/g)].map(match => match[1] as string))]
  return found.every(name => /^\d+$/.test(name)) ? found.toSorted((one, other) => Number(one) - Number(other)) : found
}

/** As Meta counts: an emoji may be one or several. */
export const lengthOf = (text: string) => [...text].length
