import type { Schemas } from '../../../api/client'
import type { Rest } from './draft'

type Problem = Schemas['LintProblem']

/** What the server says against a draft, by the part of the editor that it concerns: `name`, `header`, `body`, `footer`, `buttons`, `button.0`, `rest`. */
export type Remarks = Record<string, string[]>

const PARTS: Record<string, string> = { HEADER: 'header', BODY: 'body', FOOTER: 'footer', BUTTONS: 'buttons' }
const IDENTITY = new Set(['name', 'language', 'category', 'account'])

function partOf(field: string, components: Rest[]): string {
  if (IDENTITY.has(field)) return field
  const place = /^components\[(\d+)\]/.exec(field)
  // of Meta's own refusals the server knows the component's type
  if (!place) return PARTS[/^components ([A-Z]+)$/.exec(field)?.[1] ?? ''] ?? 'rest'
  const part = PARTS[String(components[Number(place[1])]?.type).toUpperCase()] ?? 'rest'
  const button = part === 'buttons' ? /\.buttons\[(\d+)\]/.exec(field) : null
  return button ? `button.${button[1]}` : part
}

export function remarksOf(problems: Problem[], components: Rest[]): Remarks {
  const remarks: Remarks = {}
  for (const { field, message } of problems) {
    const part = partOf(field, components)
    remarks[part] = [...(remarks[part] ?? []), message]
  }
  return remarks
}

/** Whether an editor's section has been left: `button.2` belongs to `buttons`. */
export const isTouched = (part: string, touched: ReadonlySet<string>) =>
  touched.has('all') || touched.has(part) || (part.startsWith('button.') && touched.has('buttons'))
