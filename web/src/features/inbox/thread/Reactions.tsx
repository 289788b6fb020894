import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../../api/client'
import { refused } from '../../../ui/toasts'
import { send } from '../queries'
import classes from './Bubble.module.css'

type Reaction = Schemas['ThreadReaction']

export function Reactions({ reactions }: { reactions: Reaction[] }) {
  const { t } = useTranslation()
  if (reactions.length === 0) return null
  return (
    <span className={classes.reactions}>
      {reactions.map(({ emoji, outbound }) => (
        <span key={String(outbound)} title={t(outbound ? 'inbox.us' : 'inbox.them')}>
          <span className="visually-hidden">{t(outbound ? 'inbox.weReacted' : 'inbox.theyReacted')}</span>
          {emoji}
        </span>
      ))}
    </span>
  )
}

/** Those of WhatsApp. */
const OFFERED = ['👍', '❤️', '😂', '😮', '😢', '🙏']

interface Props {
  conversation: string
  messageId: string
  reactions: Reaction[]
  onDone: () => void
}

/** Six to choose from; the one that was chosen before is taken back. */
export function ReactionBar({ conversation, messageId, reactions, onDone }: Props) {
  const { t } = useTranslation()
  const ours = reactions.find(reaction => reaction.outbound)?.emoji
  const react = useMutation({
    mutationFn: (emoji: string) =>
      send(conversation, { reaction: { messageId, emoji: emoji === ours ? undefined : emoji } }, crypto.randomUUID()),
    onSuccess: onDone,
    onError: refused,
  })
  return (
    <span className={classes.offered} role="group" aria-label={t('inbox.react')}>
      {OFFERED.map(emoji => (
        <button
          key={emoji}
          type="button"
          className={classes.emoji}
          aria-label={t('inbox.reactWith', { emoji })}
          aria-pressed={emoji === ours}
          disabled={react.isPending}
          onClick={() => react.mutate(emoji)}
        >
          {emoji}
        </button>
      ))}
    </span>
  )
}
