import { useTranslation } from 'react-i18next'
import { kindOf } from '../words'
import { type Content, wordsOf } from '../queries'
import classes from './Content.module.css'
import { Cards } from './Cards'
import { Choice, FormAnswer, Interactive, Order } from './Interactive'
import { Medium } from './Medium'
import { Place } from './Place'
import { Words } from './Words'

/** What a message says, by what it has. A type that is new to this version is shown as what it is. */
export function ContentView({ content, outbound }: { content: Content; outbound: boolean }) {
  if ('choice' in content) return <Choice choice={content.choice} />
  if ('interactive' in content) return <Interactive form={content.interactive} />
  if ('notice' in content || 'raw' in content || TOLD.has(content.type)) return <Told content={content} />
  if ('location' in content) return <Place location={content.location} />
  if ('cards' in content) return <Cards people={content.cards.map(card => ({ name: card.name, phones: card.phones }))} />
  if ('contacts' in content) return <Cards people={content.contacts.map(card => ({ name: card.name.formatted, phones: card.phones.map(phone => phone.phone) }))} />
  return (
    <>
      {'media' in content && <Medium type={content.type} medium={content.media} outbound={outbound} />}
      {'order' in content && <Order order={content.order} />}
      {content.text && <Words text={content.text} large={content.type === 'text'} />}
      {'flow' in content && <FormAnswer flow={content.flow} />}
      {!content.text && !('media' in content || 'order' in content || 'flow' in content) && <Told content={content} />}
    </>
  )
}

/** Types without words of their own. */
const TOLD = new Set(['erased', 'revoke', 'unsupported'])

const notices: Record<string, 'inbox.notice.number' | 'inbox.notice.edit' | 'inbox.notice.revoke' | 'inbox.notice.unsupported'> = {
  user_changed_number: 'inbox.notice.number',
  edit: 'inbox.notice.edit',
  revoke: 'inbox.notice.revoke',
  unsupported: 'inbox.notice.unsupported',
}

/** What Meta tells and no person wrote, and what cannot be shown: said plainly, never hidden. */
function Told({ content }: { content: Content }) {
  const { t } = useTranslation()
  const { type } = content
  const text = wordsOf(content)
  const notice = 'notice' in content ? content.notice : undefined
  const known = notices[type] ?? (notice && notices[notice.kind])
  return (
    <>
      <p className={classes.told}>{t(known ?? kindOf(type).label, { type: notice?.kind ?? type })}</p>
      {text && <Words text={text} />}
      {notice?.code !== undefined && <p className={classes.small}>{t('failures.code', { code: notice.code })}</p>}
      {'raw' in content && (
        <details className={classes.small}>
          <summary>{t('inbox.asMetaGaveIt')}</summary>
          <pre dir="ltr">{JSON.stringify(content.raw, null, 2)}</pre>
        </details>
      )}
    </>
  )
}
