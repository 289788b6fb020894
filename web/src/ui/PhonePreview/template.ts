/** Meta's JSON of a template, as far as a preview shows it. */
export interface TemplateHeader {
  type: 'HEADER'
  format: 'TEXT' | 'IMAGE' | 'VIDEO' | 'DOCUMENT' | 'LOCATION'
  text?: string
}
export interface TemplateButton {
  type: string
  text?: string
  url?: string
}
export interface ReadTemplate {
  header?: TemplateHeader
  body: string
  footer?: string
  buttons: TemplateButton[]
}

/** By place, as the API names them: `header.1`, `body.first_name`, `buttons.0`, `header.image`. */
export type TemplateValues = Record<string, string>

interface Slot {
  part: 'HEADER' | 'BODY' | 'BUTTON'
  variable: string
  buttonIndex: number
}

/** The key of a slot's value. */
export const placeOf = ({ part, variable, buttonIndex }: Slot): string =>
  part === 'BUTTON' ? `buttons.${buttonIndex}` : `${part === 'HEADER' ? 'header' : 'body'}.${variable}`

interface Component {
  type?: string
  format?: string
  text?: string
  buttons?: TemplateButton[]
  code_expiration_minutes?: number
}

/** @param components as the API has them: Meta's, whatever they are */
export function readTemplate(components: unknown): ReadTemplate {
  const all = (Array.isArray(components) ? components : []) as Component[]
  const of = (type: string) => all.find(component => component.type?.toUpperCase() === type)
  const header = of('HEADER')
  return {
    header: header && { type: 'HEADER', format: (header.format?.toUpperCase() ?? 'TEXT') as TemplateHeader['format'], text: header.text },
    body: of('BODY')?.text ?? '',
    footer: of('FOOTER')?.text,
    buttons: of('BUTTONS')?.buttons ?? [],
  }
}

/** A variable without a value keeps its braces: one sees what is missing. */
export const filled = (text: string, part: 'header' | 'body', values: TemplateValues) =>
  text.replace(/{{\s*(\w+)\s*}}/g, (whole, name: string) => values[`${part}.${name}`] || whole)
