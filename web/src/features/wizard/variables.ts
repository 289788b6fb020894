import { placeOf, type TemplateValues } from '../../ui/PhonePreview/template'
import type { Campaign, Forecast, Mapping, Slot, Template } from './queries'

type Variables = Campaign['variables']
const parts = { HEADER: 'header', BODY: 'body', BUTTON: 'buttons' } as const

const keyOf = (slot: Slot) => (slot.part === 'BUTTON' ? String(slot.buttonIndex) : slot.variable)

export const mappingOf = (variables: Variables, slot: Slot): Mapping | undefined => variables[parts[slot.part]][keyOf(slot)]

/** With one mapping set, or taken away. */
export function mapped(variables: Variables, slot: Slot, mapping: Mapping | undefined): Variables {
  const part = parts[slot.part]
  const { [keyOf(slot)]: _, ...others } = variables[part]
  return { ...variables, [part]: mapping ? { ...others, [keyOf(slot)]: mapping } : others }
}

/** What of former mappings another template can take: its languages mostly have the same variables. */
export function carriedOver(variables: Variables, slots: Slot[]): Variables {
  const none: Variables = { header: {}, body: {}, buttons: {} }
  return slots.reduce((carried, slot) => mapped(carried, slot, mappingOf(variables, slot)), none)
}

/** Exactly one source, and it says something. */
export const isComplete = (mapping: Mapping | undefined): mapping is Mapping =>
  mapping !== undefined && Boolean(mapping.field || mapping.attribute?.trim() || mapping.text?.trim())

/** What can be saved of them: without what was only begun. */
export const filledIn = (variables: Variables, slots: Slot[]): Variables =>
  slots.reduce((kept, slot) => {
    const mapping = mappingOf(kept, slot)
    return mapped(kept, slot, isComplete(mapping) ? mapping : undefined)
  }, variables)

export const unmapped = (variables: Variables, slots: Slot[]) => slots.filter(slot => !isComplete(mappingOf(variables, slot)))

/** A sample's values by the places of the preview. */
export function valuesOf(sample: Forecast['samples'][number] | undefined, slots: Slot[]): TemplateValues {
  const byLabel = new Map(sample?.values.map(({ variable, value }) => [variable, value]))
  return Object.fromEntries(slots.map(slot => [placeOf(slot), byLabel.get(slot.label) ?? '']))
}

/** Before there is a sample: fixed texts and fallbacks, which are known. */
export const knownValues = (variables: Variables, slots: Slot[]): TemplateValues =>
  Object.fromEntries(
    slots.map(slot => {
      const mapping = mappingOf(variables, slot)
      return [placeOf(slot), mapping?.text ?? mapping?.fallback ?? '']
    }),
  )

const MEDIA = new Set(['IMAGE', 'VIDEO', 'DOCUMENT'])
export const isMedia = (slot: Slot) => MEDIA.has(slot.kind)
export const mediaSlot = (template: Template | undefined) => template?.slots.find(isMedia)
/** A file of ours, not a link. */
export const isFileId = (text: string | undefined): text is string => /^[0-9a-f-]{36}$/i.test(text ?? '')
