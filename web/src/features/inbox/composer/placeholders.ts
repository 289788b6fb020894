interface Known {
  name?: string
  recipient?: string
  agent: string
}

/** Fills `{name}`, `{first_name}`, `{number}` and `{agent}`. What is not known leaves no hole before a mark: "Hello {first_name}," is "Hello,". */
export function filled(body: string, { name, recipient, agent }: Known): string {
  const values: Record<string, string> = { name: name ?? '', first_name: name?.trim().split(/\s+/)[0] ?? '', number: recipient ?? '', agent }
  return body
    .replace(/ ?\{(name|first_name|number|agent)\}/g, (whole, place: string) => {
      const value = values[place]
      return value ? `${whole.startsWith(' ') ? ' ' : ''}${value}` : ''
    })
    .replace(/^ +/, '')
}
