import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../../api/client'
import { formatDateTime, formatDay } from '../../../lib/format'
import type { I18nKey } from '../../../lib/i18n'
import { IconBan, IconCheck } from '../../../ui/icons'
import { IconUnknown } from '../icons'
import classes from './Person.module.css'

type Contact = Schemas['ContactDetail']
type Category = Schemas['ConsentCategory']

const categories = { ALL: 'inbox.consent.all', MARKETING: 'inbox.consent.marketing' } satisfies Record<Category, I18nKey>

/** How we know; what a newer server says besides is shown as it is. */
const sources: Record<string, I18nKey> = {
  STOP_WORD: 'inbox.source.stopWord',
  START_WORD: 'inbox.source.startWord',
  BUTTON: 'inbox.source.button',
  META_PREFERENCE: 'inbox.source.meta',
  IMPORT: 'inbox.source.import',
  MANUAL: 'inbox.source.manual',
  ERROR_131050: 'inbox.source.meta',
}

function useSource() {
  const { t } = useTranslation()
  return (source: string) => {
    const known = sources[source]
    return known ? t(known) : source
  }
}

/** What somebody allows, for each kind of message, and how that came about. */
export function Consent({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>{t('inbox.consent')}</h3>
      <ul className={classes.list}>
        {(Object.keys(categories) as Category[]).map(category => (
          <State key={category} category={category} contact={contact} />
        ))}
      </ul>
      {contact.history.length > 0 && <History entries={contact.history} />}
    </section>
  )
}

function State({ category, contact }: { category: Category; contact: Contact }) {
  const { t } = useTranslation()
  const source = useSource()
  // who forbade everything forbade marketing
  const out = contact.optOuts.find(one => one.category === category) ?? contact.optOuts.find(one => one.category === 'ALL')
  const [Picture, words, tone] = out
    ? [IconBan, t('inbox.consent.out', { day: formatDay(out.since), source: source(out.source) }), 'no']
    : contact.optedInAt
      ? [IconCheck, t('inbox.consent.in', { day: formatDay(contact.optedInAt) }), 'yes']
      : [IconUnknown, t('inbox.consent.unknown'), 'unknown']
  return (
    <li className={classes.consent} data-tone={tone}>
      <Picture size={18} aria-hidden />
      <span>
        <strong>{t(categories[category])}</strong>
        <br />
        {words}
      </span>
    </li>
  )
}

function History({ entries }: { entries: Contact['history'] }) {
  const { t } = useTranslation()
  const source = useSource()
  return (
    <details className={classes.history}>
      <summary>{t('inbox.consent.history', { n: entries.length })}</summary>
      <ol>
        {entries.map(entry => (
          <li key={`${entry.at} ${entry.action} ${entry.category}`}>
            <strong>{t(entry.action === 'OPT_OUT' ? 'inbox.consent.optOut' : 'inbox.consent.optIn')}</strong> · {t(categories[entry.category])}
            <br />
            <time dateTime={entry.at}>{formatDateTime(entry.at)}</time> · {source(entry.source)}
            {entry.text && (
              <>
                <br />
                <q dir="auto">{entry.text}</q>
              </>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}
