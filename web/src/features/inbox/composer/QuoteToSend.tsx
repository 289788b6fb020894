import { ActionIcon } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconClose, IconReply } from '../icons'
import { type Item, wordsOf } from '../queries'
import { kindOf } from '../words'
import classes from './Composer.module.css'

/** What the answer will quote. */
export function QuoteToSend({ item, onDrop }: { item: Item; onDrop: () => void }) {
  const { t } = useTranslation()
  const { message } = item
  if (!message) return null
  return (
    <div className={classes.quote}>
      <IconReply size={18} aria-hidden />
      <span className={classes.quoteWords}>
        <strong>{t(message.outbound ? 'inbox.us' : 'inbox.them')}</strong>
        <span dir="auto">{wordsOf(message.content) || t(kindOf(message.content.type).label)}</span>
      </span>
      <ActionIcon variant="subtle" color="gray" aria-label={t('inbox.noQuote')} onClick={onDrop}>
        <IconClose size={18} />
      </ActionIcon>
    </div>
  )
}
