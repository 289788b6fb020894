import { meaningOf } from './meaning'
import type { Template } from './queries'

/** All languages of one name. */
export interface TemplateGroup {
  name: string
  templates: Template[]
}

/** The list comes by name, so that a name's languages follow one another. */
export function grouped(templates: Template[]): TemplateGroup[] {
  const groups: TemplateGroup[] = []
  for (const template of templates) {
    const last = groups.at(-1)
    if (last?.name === template.name) last.templates.push(template)
    else groups.push({ name: template.name, templates: [template] })
  }
  return groups
}

/** Those of a group that mean the same, most of them first. */
export function byMeaning({ templates }: TemplateGroup): { example: Template; count: number }[] {
  const found = new Map<string, { example: Template; count: number }>()
  for (const template of templates) {
    const key = meaningOf(template.status, template.quality)?.label ?? template.status
    const known = found.get(key)
    if (known) known.count++
    else found.set(key, { example: template, count: 1 })
  }
  return [...found.values()].toSorted((one, other) => other.count - one.count)
}

/** The one to show of a group: in the reader's language if there is one. */
export function chosen({ templates }: TemplateGroup, language: string): Template {
  const [first] = templates
  return templates.find(template => template.language.split('_')[0] === language) ?? (first as Template)
}
