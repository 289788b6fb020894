import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import { BulkDialog, type BulkKind } from './BulkDialog'
import classes from './Contacts.module.css'
import { ExportMenu } from './ExportMenu'
import { MergeDialog } from './MergeDialog'
import type { Contact } from './queries'
import { type ContactSearch, filterOf } from './search'
import type { Selecting } from './selection'
import { actions } from './words'

interface Props {
  selecting: Selecting
  search: ContactSearch
  count?: { total: number; totalIsEstimate: boolean }
  rows: Contact[]
}

const offered: BulkKind[] = ['ADD_TAG', 'REMOVE_TAG', 'OPT_IN', 'OPT_OUT', 'SET_ATTRIBUTE', 'DELETE']

/** What can be done with the people who are chosen. */
export function BulkBar({ selecting, search, count, rows }: Props) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<BulkKind | 'merge'>()
  const { selection, selectAll, clear } = selecting
  const all = selection.kind === 'all'
  const size = all ? (count?.total ?? rows.length) : selection.ids.size
  const chosen = all ? { filter: filterOf(search) } : { ids: [...selection.ids] }
  const two = !all && size === 2 ? rows.filter(row => selection.ids.has(row.id)) : []
  const close = () => setAsking(undefined)
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t('bulk.title')}>
      <span className={classes.chosen} role="status">
        {t('bulk.chosen', { n: formatNumber(size) })}
      </span>
      {!all && count && count.total > size && (
        <Button size="compact-sm" variant="subtle" onClick={selectAll}>
          {t('bulk.all', { n: formatNumber(count.total) })}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={clear}>
        {t('bulk.clear')}
      </Button>
      <span className={classes.space} />
      {two.length === 2 && (
        <Button size="compact-sm" variant="default" onClick={() => setAsking('merge')}>
          {t('merge.action')}
        </Button>
      )}
      {offered.map(kind => (
        <Button key={kind} size="compact-sm" variant={kind === 'DELETE' ? 'light' : 'default'} color={kind === 'DELETE' ? 'red' : undefined} onClick={() => setAsking(kind)}>
          {t(actions[kind])}
        </Button>
      ))}
      <ExportMenu chosen={chosen} size="compact-sm" />
      {asking === 'merge' && two[0] && two[1] && <MergeDialog one={two[0]} other={two[1]} onClose={close} onMerged={clear} />}
      {asking && asking !== 'merge' && <BulkDialog kind={asking} chosen={chosen} people={size} onClose={close} onStarted={clear} />}
    </div>
  )
}
