import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { formatNumber } from '../../lib/format'
import { Card } from '../../ui/Card'
import { ColumnChooser, useColumns } from '../../ui/ColumnChooser'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { ProblemNote } from '../../ui/ProblemNote'
import { BulkBar } from './BulkBar'
import { attributeColumn, columnsOf, knownColumns, usualColumns } from './columns'
import { ContactDialog } from './ContactDialog'
import classes from './Contacts.module.css'
import { ContactTable } from './ContactTable'
import { ExportMenu } from './ExportMenu'
import { Filters } from './Filters'
import { IconAddressBook, IconImport, IconPlus } from './icons'
import { ImportDialog } from './import/ImportDialog'
import { attributesQuery, countQuery } from './queries'
import { type ContactSearch, filterOf, filtersSet } from './search'
import { useSelection } from './selection'
import { Waiting } from './Waiting'
import { useContacts } from './useContacts'
import { WorkStrip } from './WorkStrip'

type Asking = 'nothing' | 'new' | 'import'

export function ContactsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate({ from: '/contacts' })
  const search: ContactSearch = useSearch({ from: '/inside/people/contacts' })
  const list = useContacts(search)
  const count = useQuery(countQuery(search)).data
  const selecting = useSelection(list.rows)
  const [chosen, setChosen] = useColumns('contacts', usualColumns)
  const attributes = useQuery(attributesQuery).data ?? []
  const choices = [...knownColumns.map(({ key, label }) => ({ key, header: t(label) })), ...attributes.map(({ name }) => ({ key: attributeColumn(name), header: name }))]
  const columns = useMemo(() => columnsOf(chosen, t), [chosen, t])
  const [asking, setAsking] = useState<Asking>('nothing')
  const { clear } = selecting
  const set = useCallback(
    (change: ContactSearch) => {
      // whoever was chosen may no longer be among those who match
      if (!('sort' in change)) clear()
      void navigate({ search: former => ({ ...former, ...change }), replace: true })
    },
    [navigate, clear],
  )
  const open = useCallback((contactId: string) => void navigate({ to: '/contacts/$contactId', params: { contactId } }), [navigate])
  const close = () => setAsking('nothing')
  const manages = may('MANAGE_CONTACTS')
  const filtered = Boolean(search.q) || filtersSet(search) > 0
  return (
    <Page
      title={t('screen.contacts')}
      hint={count && t(count.totalIsEstimate ? 'contacts.about' : 'contacts.count', { n: formatNumber(count.total) })}
      actions={
        <>
          <ExportMenu chosen={{ filter: filterOf(search) }} />
          {manages && (
            <Button variant="default" leftSection={<IconImport size={18} />} onClick={() => setAsking('import')}>
              {t('import.title')}
            </Button>
          )}
          {may('EDIT_CONTACTS') && (
            <Button leftSection={<IconPlus size={18} />} onClick={() => setAsking('new')}>
              {t('contact.new')}
            </Button>
          )}
        </>
      }
    >
      {manages && <WorkStrip />}
      <div className={classes.filters} role="search" aria-label={t('audit.filters')}>
        <Filters search={search} onChange={set} />
        <ColumnChooser all={choices} chosen={chosen} onChange={setChosen} />
      </div>
      {list.stale && (
        <Button variant="light" size="xs" className={classes.stale} onClick={list.refresh}>
          {t('contacts.stale')}
        </Button>
      )}
      <Card flush>
        {manages && !selecting.none && <BulkBar selecting={selecting} search={search} count={count} rows={list.rows} />}
        {list.loading ? (
          <Waiting />
        ) : list.error && list.rows.length === 0 ? (
          <ProblemNote error={list.error} onRetry={list.onRetry} />
        ) : list.rows.length > 0 ? (
          <ContactTable
            list={list}
            total={count?.total}
            columns={columns}
            selecting={manages ? selecting : undefined}
            sort={search.sort}
            onSort={sort => set({ sort })}
            onOpen={open}
            mayTag={may('EDIT_CONTACTS')}
          />
        ) : filtered ? (
          <Empty
            icon={IconAddressBook}
            title={t('contacts.noMatch')}
            hint={t('contacts.noMatchHint')}
            action={
              <Button variant="default" component="a" href="/contacts">
                {t('list.clear')}
              </Button>
            }
          />
        ) : (
          <Empty
            icon={IconAddressBook}
            title={t('contacts.none')}
            hint={t('contacts.noneHint')}
            action={manages && <Button onClick={() => setAsking('import')}>{t('import.title')}</Button>}
          />
        )}
      </Card>
      {asking === 'new' && <ContactDialog onClose={close} onSaved={contact => open(contact.id)} />}
      {asking === 'import' && <ImportDialog onClose={close} />}
    </Page>
  )
}
