import { useTranslation } from 'react-i18next'
import { kindOf } from '../words'
import type { Content } from '../queries'
import classes from './Content.module.css'
import { Cards } from './Cards'
import { Choice, FormAnswer, Interactive, Order } from './Interactive'
import { Medium } from './Medium'
import { Place } from './Place'
import { Words } from './Words'

/** What a message says, whatever its type: each part that is there. A type that is new to this version is shown as what it is. */
export function ContentView({ content, outbound }: { content: Content; outbound: boolean }) {
  const { media, location, contacts, cards, interactive, choice, flow, order, notice, raw, text, type } = content
  if (choice) return <Choice choice={choice} />
  if (interactive) return <Interactive form={interactive} />
  if (notice || raw || TOLD.has(type)) return <Told content={content} />
  return (
    <>
      {media && <Medium type={type} medium={media} outbound={outbound} />}
      {location && <Place location={location} />}
      {cards && <Cards people={cards.map(card => ({ name: card.name, phones: card.phones }))} />}
      {contacts && <Cards people={contacts.map(card => ({ name: card.name.formatted, phones: card.phones.map(phone => phone.phone) }))} />}
      {order && <Order order={order} />}
      {text && <Words text={text} large={type === 'text'} />}
      {flow && <FormAnswer flow={flow} />}
      {!text && !media && !location && !cards && !contacts && !order && !flow && <Told content={content} />}
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
function Told({ content: { type, text, notice, raw } }: { content: Content }) {
  const { t } = useTranslation()
  const known = notices[type] ?? (notice && notices[notice.kind])
  return (
    <>
      <p className={classes.told}>{t(known ?? kindOf(type).label, { type: notice?.kind ?? type })}</p>
      {text && <Words text={text} />}
      {notice?.code !== undefined && <p className={classes.small}>{t('failures.code', { code: notice.code })}</p>}
      {raw && (
        <details className={classes.small}>
          <summary>{t('inbox.asMetaGaveIt')}</summary>
          <pre dir="ltr">{JSON.stringify(raw, null, 2)}</pre>
        </details>
      )}
    </>
  )
}
