/** Meta's, which the server asks as well: here they only feed the counters. */
export const LONGEST = { header: 60, body: 1024, footer: 60, label: 25, url: 2000, number: 20, code: 20 } as const
export const MOST_BUTTONS = 10
