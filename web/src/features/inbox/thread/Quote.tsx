import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../../api/client'
import { kindOf } from '../words'
import classes from './Bubble.module.css'

/** What a message answers; pressed, the thread goes there. */
export function Quote({ quoted, onJump }: { quoted: Schemas['ThreadQuoted']; onJump: (id: string) => void }) {
  const { t } = useTranslation()
  const { messageId, outbound, type, text, product } = quoted
  const who = outbound === undefined ? t('inbox.quoted') : t(outbound ? 'inbox.us' : 'inbox.them')
  const words = text || (type ? t(kindOf(type).label) : product ? t('inbox.product', { id: product }) : t('inbox.quotedUnknown'))
  return (
    <button type="button" className={classes.quote} disabled={!messageId} onClick={() => messageId && onJump(messageId)}>
      <span className={classes.quoteWho}>{who}</span>
      <span className={classes.quoteWords} dir="auto">
        {words}
      </span>
    </button>
  )
}
