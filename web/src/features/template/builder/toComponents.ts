import { type ButtonDraft, type Draft, type Rest, variablesOf } from './draft'

/** Meta's JSON of a draft. */
export function toComponents(draft: Draft): Rest[] {
  if (draft.category === 'AUTHENTICATION') return codeComponents(draft)
  const { header, body, footer, buttons, others } = draft
  const components: Rest[] = []
  if (header.kind === 'TEXT')
    components.push({ ...header.rest, type: 'HEADER', format: 'TEXT', text: header.text, ...withExample(draft, 'header', header.text) })
  else if (header.kind !== 'NONE') components.push({ ...header.rest, type: 'HEADER', format: header.kind })
  components.push({ ...body.rest, type: 'BODY', text: body.text, ...withExample(draft, 'body', body.text) })
  if (footer.text) components.push({ ...footer.rest, type: 'FOOTER', text: footer.text })
  if (buttons.length > 0) components.push({ type: 'BUTTONS', buttons: buttons.map(toButton) })
  return [...components, ...others]
}

function withExample({ named, samples }: Draft, part: 'header' | 'body', text: string): Rest {
  const variables = variablesOf(text)
  if (variables.length === 0) return {}
  const sample = (name: string) => samples[`${part}.${name}`] ?? ''
  if (named) return { example: { [`${part}_text_named_params`]: variables.map(name => ({ param_name: name, example: sample(name) })) } }
  const values = variables.map(sample)
  return { example: { [`${part}_text`]: part === 'body' ? [values] : values } }
}

function toButton({ type, text, url, example, number, flow, rest }: ButtonDraft): Rest {
  switch (type) {
    case 'URL':
      return { ...rest, type, text, url, ...(variablesOf(url).length > 0 ? { example: [example] } : {}) }
    case 'PHONE_NUMBER':
      return { ...rest, type, text, phone_number: number }
    case 'COPY_CODE':
      return { ...rest, type, example }
    case 'FLOW':
      return { ...rest, type, text, ...(flow ? { flow_id: flow } : {}) }
    default:
      return { ...rest, type, ...(text ? { text } : {}) }
  }
}

function codeComponents({ code: { warns, minutes, button }, others }: Draft): Rest[] {
  return [
    { type: 'BODY', add_security_recommendation: warns },
    ...(minutes === '' ? [] : [{ type: 'FOOTER', code_expiration_minutes: minutes }]),
    { type: 'BUTTONS', buttons: [button] },
    ...others,
  ]
}
