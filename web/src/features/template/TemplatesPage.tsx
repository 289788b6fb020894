import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { formatAgo } from '../../lib/format'
import { useLanguage } from '../../lib/i18n'
import { useList } from '../../lib/useList'
import { Card } from '../../ui/Card'
import { type Column, DataList } from '../../ui/DataList'
import { Empty } from '../../ui/Empty'
import { IconTemplate } from '../../ui/icons'
import { Page } from '../../ui/Page'
import { CategoryLabel } from './CategoryLabel'
import { byMeaning, chosen, grouped, type TemplateGroup } from './groups'
import { IconAdd } from './icons'
import { LanguageChips } from './LanguageChips'
import { accountsQuery, readTemplates, type TemplateFilter, templatesKey } from './queries'
import { StatusBadge } from './StatusBadge'
import { SyncButton } from './Sync'
import { TemplateFilters } from './TemplateFilters'
import classes from './Templates.module.css'

export function TemplatesPage() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate({ from: '/templates' })
  const filter: TemplateFilter = useSearch({ from: '/inside/templates' })
  const { rows, ...list } = useList(templatesKey(filter), readTemplates(filter))
  const groups = useMemo(() => grouped(rows), [rows])
  const language = useLanguage()
  const columns: Column<TemplateGroup>[] = [
    {
      key: 'name',
      header: t('field.name'),
      width: 'minmax(12rem, 2fr)',
      bare: true,
      cell: group => (
        <span className={classes.who}>
          <bdi className={classes.name}>{group.name}</bdi>
          <bdi className={classes.text}>{chosen(group, language).body}</bdi>
        </span>
      ),
    },
    { key: 'languages', header: t('template.languages'), width: 'minmax(9rem, 1.4fr)', cell: group => <LanguageChips templates={group.templates} /> },
    { key: 'category', header: t('template.field.category'), width: 'minmax(7rem, 0.8fr)', cell: group => <CategoryLabel template={chosen(group, language)} /> },
    {
      key: 'status',
      header: t('template.field.status'),
      width: 'minmax(13rem, 1fr)',
      cell: group => (
        <span className={classes.badges}>
          {byMeaning(group).map(({ example, count }) => (
            <StatusBadge key={`${example.status} ${example.quality ?? ''}`} template={example} count={count} />
          ))}
        </span>
      ),
    },
  ]
  const make = may('MANAGE_TEMPLATES') && (
    <Button component={Link} to="/templates/new" leftSection={<IconAdd size={18} />}>
      {t('template.make')}
    </Button>
  )
  const open = (group: TemplateGroup) => {
    const { account, name, language: code } = chosen(group, language)
    void navigate({ to: '/templates/$account/$name/$language', params: { account, name, language: code } })
  }
  return (
    <div className={classes.wide}>
      <Page
        title={t('screen.templates')}
        hint={t('template.hint')}
        actions={
          <>
            {may('MANAGE_TEMPLATES') && <SyncButton />}
            {make}
          </>
        }
      >
        <TemplateFilters filter={filter} />
        <LastSynced />
        <Card flush>
          <DataList
            label={t('screen.templates')}
            columns={columns}
            rows={groups}
            rowKey={group => group.name}
            onOpen={open}
            openLabel={group => group.name}
            {...list}
            empty={
              Object.values(filter).some(Boolean) ? (
                <Empty icon={IconTemplate} title={t('template.noMatch')} hint={t('template.noMatchHint')} />
              ) : (
                <Empty icon={IconTemplate} title={t('template.none')} hint={t('template.noneHint')} action={make} />
              )
            }
          />
        </Card>
      </Page>
    </div>
  )
}

/** Of the account that was read longest ago: what is older than that cannot be seen here. */
function LastSynced() {
  const { t } = useTranslation()
  const { data } = useQuery(accountsQuery)
  if (!data || data.length === 0) return null
  const read = data.map(account => account.templatesReadAt)
  const oldest = read.every(at => at !== undefined) ? read.toSorted()[0] : undefined
  return <p className={classes.synced}>{oldest ? t('template.lastSynced', { ago: formatAgo(oldest) }) : t('template.neverSynced')}</p>
}
