import type { Template } from '../queries'
import { samplesOf } from '../samples'
import { isCategory } from '../categories'
import { type ButtonDraft, type Draft, emptyDraft, newButton, type Rest } from './draft'

const word = (value: unknown) => (typeof value === 'string' ? value : '')
const upper = (value: unknown) => word(value).toUpperCase()
const rows = (value: unknown) => (Array.isArray(value) ? value : []) as Rest[]
const first = (value: unknown) => word(Array.isArray(value) ? value[0] : value)

/** The draft with these components in place of its own; what it cannot show it keeps. */
export function fromComponents(draft: Draft, components: unknown): Draft {
  const next: Draft = { ...emptyDraft(), ...identityOf(draft), code: draft.code, samples: { ...draft.samples, ...samplesOf(components) } }
  for (const component of rows(components)) take(next, component)
  return next
}

const identityOf = ({ account, name, language, category, named }: Draft) => ({ account, name, language, category, named })

function take(draft: Draft, component: Rest) {
  const { type, text, ...rest } = component
  switch (upper(type)) {
    case 'HEADER': {
      const { format, example, ...kept } = rest
      const kind = upper(format) || 'TEXT'
      draft.header = { kind, text: word(text), rest: kind === 'TEXT' ? kept : example === undefined ? kept : { ...kept, example } }
      break
    }
    case 'BODY':
      draft.code = { ...draft.code, warns: rest.add_security_recommendation === true }
      draft.body = { text: word(text), rest: without(rest, 'example', 'add_security_recommendation') }
      break
    case 'FOOTER':
      draft.code = { ...draft.code, minutes: Number(rest.code_expiration_minutes) || '' }
      draft.footer = { text: word(text), rest: without(rest, 'code_expiration_minutes') }
      break
    case 'BUTTONS':
      draft.buttons = rows(rest.buttons).map(fromButton)
      draft.code = { ...draft.code, button: rows(rest.buttons).find(button => upper(button.type) === 'OTP') ?? draft.code.button }
      break
    default:
      draft.others.push(component)
  }
}

function without(rest: Rest, ...names: string[]): Rest {
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !names.includes(name)))
}

function fromButton(button: Rest): ButtonDraft {
  return {
    ...newButton(upper(button.type)),
    text: word(button.text),
    url: word(button.url),
    example: first(button.example),
    number: word(button.phone_number),
    flow: word(button.flow_id),
    rest: without(button, 'type', 'text', 'url', 'example', 'phone_number', 'flow_id'),
  }
}

/** A template to edit, or to say the same in another language. */
export function fromTemplate({ account, name, language, category, parameterFormat, components }: Template): Draft {
  const draft = { ...emptyDraft(account, language), name, named: parameterFormat === 'NAMED' }
  return fromComponents({ ...draft, category: isCategory(category) ? category : 'UTILITY' }, components)
}
