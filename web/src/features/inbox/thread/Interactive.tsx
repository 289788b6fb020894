import { useTranslation } from 'react-i18next'
import i18next from 'i18next'
import type { Schemas } from '../../../api/client'
import { formatNumber } from '../../../lib/format'
import type { I18nKey } from '../../../lib/i18n'
import { IconButton, IconLink, IconList } from '../icons'
import classes from './Content.module.css'
import { Medium } from './Medium'
import { Words } from './Words'

type Form = Schemas['InteractiveForm']

const medium = (given: Schemas['FreeFormMedium']) => ({ id: given.mediaId, link: given.link, fileName: given.fileName, voice: false, animated: false })

/** Words with something to do below them, as the person sees it; here it does nothing. */
export function Interactive({ form }: { form: Form }) {
  const { header, body, footer } = form
  return (
    <>
      {header?.text && <strong dir="auto">{header.text}</strong>}
      {header?.image && <Medium type="image" medium={medium(header.image)} outbound />}
      {header?.video && <Medium type="video" medium={medium(header.video)} outbound />}
      {header?.document && <Medium type="document" medium={medium(header.document)} outbound />}
      {body && <Words text={body} />}
      {footer && (
        <p className={classes.small} dir="auto">
          {footer}
        </p>
      )}
      <Actions form={form} />
    </>
  )
}

/** What kinds without words of ours in the form are called. */
const others = [
  ['locationRequest', 'inbox.action.location'],
  ['contactRequest', 'inbox.action.contact'],
  ['callPermission', 'inbox.action.call'],
  ['product', 'inbox.action.product'],
  ['products', 'inbox.action.products'],
  ['catalog', 'inbox.action.catalog'],
  ['address', 'inbox.action.address'],
] as const satisfies [keyof Form, I18nKey][]

function Actions({ form }: { form: Form }) {
  const { t } = useTranslation()
  const other = others.find(([kind]) => form[kind])
  return (
    <>
      {form.buttons?.map(button => <Action key={button.id ?? button.title} words={button.title} />)}
      {form.link && <Action words={form.link.text} hint={form.link.url} />}
      {form.flow && <Action words={form.flow.button} />}
      {form.call && <Action words={form.call} />}
      {form.list && (
        <>
          <Action words={form.list.button} list />
          {form.list.sections?.map((section, n) => (
            // sections need no title
            // oxlint-disable-next-line react/no-array-index-key
            <ul key={n} className={classes.options} aria-label={section.title}>
              {section.rows?.map(row => (
                <li key={row.id ?? row.title} dir="auto">
                  {row.title} {row.description && <span className={classes.small}>{row.description}</span>}
                </li>
              ))}
            </ul>
          ))}
        </>
      )}
      {form.carousel?.map((card, n) => (
        // cards have no id
        // oxlint-disable-next-line react/no-array-index-key
        <div key={n} className={classes.card}>
          <span className={classes.cardWords}>
            {card.image && <Medium type="image" medium={medium(card.image)} outbound />}
            {card.video && <Medium type="video" medium={medium(card.video)} outbound />}
            {card.body && <Words text={card.body} />}
            {card.link && <Action words={card.link.text} hint={card.link.url} />}
            {card.buttons?.map(button => <Action key={button.id ?? button.title} words={button.title} />)}
          </span>
        </div>
      ))}
      {other && <Action words={t(other[1])} />}
    </>
  )
}

function Action({ words, hint, list = false }: { words?: string; hint?: string; list?: boolean }) {
  const Picture = hint ? IconLink : list ? IconList : IconButton
  return (
    <span className={classes.action} title={hint}>
      <Picture size={15} aria-hidden />
      <bdi>{words}</bdi>
    </span>
  )
}

/** What a person pressed or chose. */
export function Choice({ choice }: { choice: Schemas['ContentChoice'] }) {
  return (
    <p className={classes.words} dir="auto">
      <IconButton size={16} aria-hidden className={classes.inline} /> {choice.title}
      {choice.description && <span className={classes.small}> {choice.description}</span>}
    </p>
  )
}

/** A form that was filled in: its fields, as far as they are plain. */
export function FormAnswer({ flow }: { flow: Schemas['ContentFlow'] }) {
  const fields = fieldsOf(flow.responseJson)
  if (!fields)
    return (
      <pre dir="ltr" className={classes.small}>
        {flow.responseJson}
      </pre>
    )
  return (
    <dl className={classes.fields}>
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt dir="auto">{name}</dt>
          <dd dir="auto">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

function fieldsOf(json: string): [string, unknown][] | undefined {
  try {
    const parsed: unknown = JSON.parse(json)
    return parsed && typeof parsed === 'object' ? Object.entries(parsed).filter(([name]) => name !== 'flow_token') : undefined
  } catch {
    return undefined
  }
}

export function Order({ order }: { order: Schemas['ContentOrder'] }) {
  const { t } = useTranslation()
  return (
    <div className={classes.fields}>
      <strong>{t('inbox.kind.order')}</strong>
      <ul className={classes.options}>
        {order.items.map(item => (
          <li key={item.productRetailerId}>
            {item.quantity !== undefined && `${formatNumber(item.quantity)} × `}
            <bdi>{item.productRetailerId}</bdi>
            {item.price !== undefined && <span className={classes.small}> {price(item.price, item.currency)}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

function price(amount: number, currency: string | undefined): string {
  try {
    return new Intl.NumberFormat(i18next.language, currency ? { style: 'currency', currency } : {}).format(amount)
  } catch {
    // a currency that Intl does not take
    return `${formatNumber(amount)} ${currency ?? ''}`
  }
}
