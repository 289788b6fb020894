import type { TemplateValues } from '../../ui/PhonePreview/template'

interface Named {
  param_name?: string
  example?: string
}

interface Example {
  header_text?: string[]
  body_text?: string[][] | string[]
  header_text_named_params?: Named[]
  body_text_named_params?: Named[]
}

interface Component {
  type?: string
  text?: string
  example?: Example
  add_security_recommendation?: boolean
  code_expiration_minutes?: number
}

const list = (components: unknown) => (Array.isArray(components) ? components : []) as Component[]

/** The examples of a template, as a preview takes them. */
export function samplesOf(components: unknown): TemplateValues {
  const values: TemplateValues = {}
  for (const { type, example } of list(components)) {
    const part = type?.toUpperCase() === 'HEADER' ? 'header' : 'body'
    const { header_text = [], body_text = [] } = example ?? {}
    const row = part === 'header' ? header_text : Array.isArray(body_text[0]) ? body_text[0] : (body_text as string[])
    row.forEach((value, index) => (values[`${part}.${index + 1}`] = value))
    for (const one of example?.[`${part}_text_named_params`] ?? []) if (one.param_name) values[`${part}.${one.param_name}`] = one.example ?? ''
  }
  return values
}

const CODE = '*{{1}}* is your verification code.'
const SECURITY = 'For your security, do not share this code.'

/** Meta itself writes the texts of one-time codes; these are its English ones. */
export function withMetasTexts(components: unknown): unknown {
  return list(components).map(component => {
    const type = component.type?.toUpperCase()
    if (type === 'BODY' && !component.text && component.add_security_recommendation !== undefined)
      return { ...component, text: component.add_security_recommendation ? `${CODE} ${SECURITY}` : CODE, example: { body_text: [['123456']] } }
    if (type === 'FOOTER' && !component.text && component.code_expiration_minutes)
      return { ...component, text: `This code expires in ${component.code_expiration_minutes} minutes.` }
    return component
  })
}
