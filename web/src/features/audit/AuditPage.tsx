import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { formatDateTime } from '../../lib/format'
import type { I18nKey } from '../../lib/i18n'
import { useList } from '../../lib/useList'
import { Card } from '../../ui/Card'
import { type Column, DataList } from '../../ui/DataList'
import { Empty } from '../../ui/Empty'
import { IconHistory } from '../../ui/icons'
import { Page } from '../../ui/Page'
import { Actor } from './Actor'
import classes from './Audit.module.css'
import { EntryDrawer } from './EntryDrawer'
import { type AuditFilter, auditKey, readAudit, readPeople } from './queries'

type Entry = Schemas['AuditTrailEntry']

/** What an action begins with, as the API filters it. */
const areas = {
  login: 'audit.area.login',
  session: 'audit.area.session',
  user: 'audit.area.user',
  'api-key': 'audit.area.apiKey',
  password: 'audit.area.password',
  organization: 'audit.area.organization',
  settings: 'audit.area.settings',
  account: 'audit.area.account',
  campaign: 'audit.area.campaign',
} as const satisfies Record<string, I18nKey>

export function AuditPage() {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/settings/audit' })
  const filter: AuditFilter = useSearch({ from: '/inside/settings/audit' })
  const list = useList(auditKey(filter), readAudit(filter))
  const people = useQuery({ queryKey: ['user', 'people'], queryFn: readPeople })
  const [open, setOpen] = useState<Entry>()
  const set = (change: AuditFilter) => void navigate({ search: former => ({ ...former, ...change }), replace: true })
  const filtered = Object.values(filter).some(Boolean)
  const columns: Column<Entry>[] = [
    { key: 'at', header: t('audit.at'), width: '170px', bare: true, cell: entry => formatDateTime(entry.at) },
    { key: 'who', header: t('audit.who'), width: 'minmax(0, 1fr)', cell: entry => <Actor actor={entry.actor} /> },
    { key: 'action', header: t('audit.action'), width: 'minmax(0, 1fr)', cell: entry => <code className={classes.code}>{entry.action}</code> },
    { key: 'subject', header: t('audit.subject'), width: 'minmax(0, 1fr)', cell: entry => <code className={classes.code}>{entry.subject.kind}</code> },
    { key: 'address', header: t('audit.address'), width: '140px', cell: entry => <bdi dir="ltr">{entry.address ?? '–'}</bdi> },
  ]
  return (
    <Page title={t('audit.title')} hint={t('audit.hint')}>
      <div className={classes.filters} role="search" aria-label={t('audit.filters')}>
        <Select
          label={t('audit.action')}
          placeholder={t('audit.everything')}
          clearable
          data={Object.entries(areas).map(([value, label]) => ({ value, label: t(label) }))}
          value={filter.action ?? null}
          onChange={action => set({ action: action ?? undefined })}
        />
        <Select
          label={t('audit.who')}
          placeholder={t('audit.everybody')}
          clearable
          searchable
          nothingFoundMessage={t('list.noMatch')}
          data={people.data?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          value={filter.user ?? null}
          onChange={user => set({ user: user ?? undefined })}
        />
        <TextInput type="date" label={t('audit.from')} value={filter.from ?? ''} onChange={event => set({ from: event.currentTarget.value || undefined })} />
        <TextInput type="date" label={t('audit.to')} value={filter.to ?? ''} onChange={event => set({ to: event.currentTarget.value || undefined })} />
        {filtered && (
          <Button variant="default" onClick={() => set({ action: undefined, user: undefined, from: undefined, to: undefined })}>
            {t('list.clear')}
          </Button>
        )}
      </div>
      <Card flush>
        <DataList
          label={t('audit.title')}
          columns={columns}
          rowKey={entry => entry.id}
          onOpen={setOpen}
          openLabel={entry => `${entry.action} ${formatDateTime(entry.at)}`}
          {...list}
          empty={<Empty icon={IconHistory} title={t('audit.none')} hint={t('audit.noneHint')} />}
        />
      </Card>
      {open && <EntryDrawer entry={open} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}
