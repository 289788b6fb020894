import { Button, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { formatDateTime } from '../../lib/format'
import { useList } from '../../lib/useList'
import { Card } from '../../ui/Card'
import { type Column, DataList } from '../../ui/DataList'
import { Empty } from '../../ui/Empty'
import { IconSearch } from '../../ui/icons'
import { Page } from '../../ui/Page'
import classes from './Audience.module.css'
import { IconAudience, IconPlus } from './icons'
import { People } from './People'
import { type Audience, type AudienceSearch, audiencesKey, countQuery, readAudiences } from './queries'

export function AudiencesPage() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate({ from: '/audiences' })
  const search: AudienceSearch = useSearch({ from: '/inside/people/audiences' })
  const list = useList(audiencesKey(search), readAudiences(search))
  const find = useDebouncedCallback((q: string) => void navigate({ search: { q: q.trim() || undefined }, replace: true }), 250)
  const add = may('MANAGE_AUDIENCES') && (
    <Button component={Link} to="/audiences/new" leftSection={<IconPlus size={18} />}>
      {t('audience.new')}
    </Button>
  )
  const columns: Column<Audience>[] = [
    { key: 'name', header: t('field.name'), width: 'minmax(0, 2fr)', bare: true, cell: one => <bdi className={classes.name}>{one.name}</bdi> },
    { key: 'people', header: t('audience.people'), width: '140px', align: 'end', cell: one => <Count id={one.id} /> },
    { key: 'changed', header: t('audience.changed'), width: '190px', cell: one => formatDateTime(one.updatedAt) },
  ]
  return (
    <Page title={t('audience.title')} hint={t('audience.hint')} actions={add}>
      <div role="search" className={classes.search}>
        <TextInput
          aria-label={t('audience.search')}
          placeholder={t('audience.search')}
          leftSection={<IconSearch size={18} aria-hidden />}
          defaultValue={search.q}
          onChange={event => find(event.currentTarget.value)}
        />
      </div>
      <Card flush>
        <DataList
          label={t('audience.title')}
          columns={columns}
          rowKey={one => one.id}
          onOpen={one => void navigate({ to: '/audiences/$audienceId', params: { audienceId: one.id } })}
          openLabel={one => one.name}
          {...list}
          empty={
            search.q ? (
              <Empty icon={IconAudience} title={t('list.noMatch')} hint={t('audience.noMatchHint')} />
            ) : (
              <Empty icon={IconAudience} title={t('audience.none')} hint={t('audience.noneHint')} action={add} />
            )
          }
        />
      </Card>
    </Page>
  )
}

function Count({ id }: { id: string }) {
  const { data } = useQuery(countQuery(id))
  return <People count={data} />
}
