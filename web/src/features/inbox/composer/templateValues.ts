import type { Schemas } from '../../../api/client'
import { filled, placeOf, readTemplate } from '../../../ui/PhonePreview/template'
import type { Content } from '../queries'

type Template = Schemas['TemplateView']
type Slot = Schemas['TemplateSlotView']

/** By place: `header.1`, `body.first_name`, `buttons.0`. */
export type Values = Record<string, string>

export const missing = (slots: readonly Slot[], values: Values) => slots.filter(slot => !values[placeOf(slot)]?.trim())

/** As the API takes it. */
export function toSend({ name, language, slots }: Template, values: Values): Schemas['MessageToSendTemplate'] {
  const of = (part: Slot['part']) => {
    const given = slots
      .filter(slot => slot.part === part)
      .map(slot => [part === 'BUTTON' ? String(slot.buttonIndex) : slot.variable, values[placeOf(slot)]?.trim() ?? ''])
    return given.length > 0 ? (Object.fromEntries(given) as Record<string, string>) : undefined
  }
  return { name, language, header: of('HEADER'), body: of('BODY'), buttons: of('BUTTON') }
}

/** As the thread shows it until the server does. */
export const shownAs = (template: Template, values: Values): Content => ({
  type: 'template',
  text: filled(readTemplate(template.components).body, 'body', values),
  template: { name: template.name, language: template.language },
})
