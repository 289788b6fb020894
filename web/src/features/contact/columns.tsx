import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { countryName } from '../../lib/countries'
import { formatAgo, formatDay } from '../../lib/format'
import type { I18nKey } from '../../lib/i18n'
import { consentLabel } from '../../ui/filter/model'
import type { Contact } from './queries'
import classes from './Table.module.css'
import { WindowLeft } from './WindowLeft'

export interface ContactColumn {
  key: string
  header: string
  width: string
  cell: (contact: Contact) => ReactNode
}

const ago = (at: string | undefined) => (at ? <time dateTime={at}>{formatAgo(at)}</time> : '–')

/** All beside who it is and the tags, which are always there. */
const known: Record<string, { label: I18nKey; width: string; cell: (contact: Contact, t: TFunction) => ReactNode }> = {
  consent: {
    label: 'filter.field.consent',
    width: '130px',
    cell: ({ consent }, t) => (
      <span className={classes.consent} data-consent={consent}>
        {t(consentLabel[consent])}
      </span>
    ),
  },
  country: { label: 'filter.field.country', width: '120px', cell: ({ country }) => (country ? countryName(country) : '–') },
  language: { label: 'filter.field.language', width: '90px', cell: ({ language }) => language ?? '–' },
  lastIn: { label: 'contact.lastIn', width: '120px', cell: contact => ago(contact.lastInboundAt) },
  lastOut: { label: 'contact.lastOut', width: '120px', cell: contact => ago(contact.lastOutboundAt) },
  window: { label: 'contact.window', width: '90px', cell: contact => <WindowLeft since={contact.lastInboundAt} /> },
  created: { label: 'contact.added', width: '120px', cell: contact => formatDay(contact.createdAt) },
  phone: { label: 'filter.field.number', width: '150px', cell: ({ phone }) => <bdi dir="ltr">{phone ?? '–'}</bdi> },
}

export const knownColumns = Object.entries(known).map(([key, { label }]) => ({ key, label }))
export const usualColumns = ['consent', 'country', 'lastIn', 'lastOut', 'window']
const ATTRIBUTE = 'attribute:'
export const attributeColumn = (name: string) => ATTRIBUTE + name

export function columnsOf(keys: string[], t: TFunction): ContactColumn[] {
  return keys.flatMap(key => {
    const column = known[key]
    if (column) return [{ key, header: t(column.label), width: column.width, cell: (contact: Contact) => column.cell(contact, t) }]
    if (!key.startsWith(ATTRIBUTE)) return []
    const name = key.slice(ATTRIBUTE.length)
    return [{ key, header: name, width: '140px', cell: (contact: Contact) => <bdi>{String(contact.attributes[name] ?? '–')}</bdi> }]
  })
}
