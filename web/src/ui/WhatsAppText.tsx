import { Fragment, type ReactNode } from 'react'

/** Marks of WhatsApp's formatting in the order in which they are looked for; code is taken as it is. */
const MARKS: [RegExp, (inner: string) => ReactNode][] = [
  [/```([^`]+?)```/, inner => <code>{inner}</code>],
  [/`([^`\n]+?)`/, inner => <code>{inner}</code>],
  [/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*?\S)\*(?![\p{L}\p{N}*])/u, inner => <strong>{formatted(inner)}</strong>],
  [/(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*?\S)_(?![\p{L}\p{N}_])/u, inner => <em>{formatted(inner)}</em>],
  [/(?<![\p{L}\p{N}~])~(?=\S)([^~\n]*?\S)~(?![\p{L}\p{N}~])/u, inner => <s>{formatted(inner)}</s>],
]

function formatted(text: string): ReactNode {
  let first: { at: number; length: number; node: ReactNode } | undefined
  for (const [mark, node] of MARKS) {
    const match = mark.exec(text)
    if (match && (first === undefined || match.index < first.at)) first = { at: match.index, length: match[0].length, node: node(match[1] ?? '') }
  }
  if (!first) return text
  return (
    <Fragment>
      {text.slice(0, first.at)}
      {first.node}
      {formatted(text.slice(first.at + first.length))}
    </Fragment>
  )
}

/** Bold, italic, struck and monospaced as WhatsApp shows them; line breaks are kept by the style of whatever holds it. */
export function WhatsAppText({ text }: { text: string }) {
  return <>{formatted(text)}</>
}
