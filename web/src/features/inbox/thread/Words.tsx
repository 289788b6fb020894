import { Fragment } from 'react'
import { WhatsAppText } from '../../../ui/WhatsAppText'
import classes from './Content.module.css'

const LINK = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g
/** One to three emoji and nothing else are shown large, as WhatsApp does. */
const FEW_EMOJI = /^(?:(?:\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic}|\ufe0f|\p{Emoji_Modifier})*|\p{Regional_Indicator}{2})\s*){1,3}$/u

export function Words({ text, large = false }: { text: string; large?: boolean }) {
  return (
    <p className={classes.words} dir="auto" data-emoji={(large && FEW_EMOJI.test(text)) || undefined}>
      <Linked text={text} />
    </p>
  )
}

/** Addresses can be followed; everything else is text. */
function Linked({ text }: { text: string }) {
  const parts: { at: number; text: string; link: boolean }[] = []
  let end = 0
  for (const match of text.matchAll(LINK)) {
    if (match.index > end) parts.push({ at: end, text: text.slice(end, match.index), link: false })
    parts.push({ at: match.index, text: match[0], link: true })
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push({ at: end, text: text.slice(end), link: false })
  return parts.map(part => (
    <Fragment key={part.at}>
      {part.link ? (
        <a href={part.text} target="_blank" rel="noopener noreferrer" dir="ltr">
          {part.text}
        </a>
      ) : (
        <WhatsAppText text={part.text} />
      )}
    </Fragment>
  ))
}
