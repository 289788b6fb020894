import type { KeyboardEvent } from 'react'

/** Enter sends where there are keys; on a phone it begins a line, as WhatsApp has it. Words that are still being composed stay. */
export const sendsBy = (event: KeyboardEvent) =>
  event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing && !matchMedia('(pointer: coarse)').matches
