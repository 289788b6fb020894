/** What an address says of a filter; anything but a word says nothing. */
export const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)
