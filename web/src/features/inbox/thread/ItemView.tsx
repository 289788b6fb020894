import { memo } from 'react'
import type { Item } from '../queries'
import { Bubble } from './Bubble'
import { EventLine } from './EventLine'
import { NoteView } from './NoteView'
import classes from './Thread.module.css'

export interface ItemProps {
  item: Item
  conversation: string
  /** Before the first one of a day. */
  day?: string
  mayAnswer: boolean
  onQuote: (item: Item) => void
  onJump: (messageId: string) => void
}

/** One of message, note and event. Memoised: of a thousand, one changes. */
export const ItemView = memo(function ItemView(props: ItemProps) {
  const { item, day } = props
  return (
    <li className={classes.item} data-item={item.id}>
      {day && <p className={classes.day}>{day}</p>}
      {item.message && <Bubble {...props} message={item.message} />}
      {item.note && <NoteView note={item.note} item={item} conversation={props.conversation} />}
      {item.event && <EventLine event={item.event} at={item.at} />}
    </li>
  )
})
