import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../../lib/format'
import type { I18nKey } from '../../../lib/i18n'
import { useKeys } from '../../../lib/keys'
import { IconSearch } from '../../../ui/icons'
import { countsQuery } from '../counts'
import type { Tab } from '../search'
import { useConversations } from '../useConversations'
import { useInbox } from '../useInbox'
import { Availability } from './Availability'
import { Filters } from './Filters'
import classes from './List.module.css'
import { Rows } from './Rows'

const tabs = [
  { tab: 'mine', label: 'inbox.tab.mine', count: 'mine' },
  { tab: 'unassigned', label: 'inbox.tab.unassigned', count: 'unassigned' },
  { tab: undefined, label: 'inbox.tab.all', count: 'open' },
] as const satisfies { tab: Tab | undefined; label: I18nKey; count: string }[]

export function ConversationPane() {
  const { t } = useTranslation()
  const { search, filter, openId, set, open } = useInbox()
  const list = useConversations(filter)
  const { rows } = list
  useKeys([
    { keys: 'alt+J', label: 'inbox.key.next', run: () => step(1) },
    { keys: 'alt+K', label: 'inbox.key.previous', run: () => step(-1) },
  ])
  const step = (by: number) => {
    const here = rows.findIndex(row => row.id === openId)
    const next = rows[here < 0 ? 0 : here + by]
    if (next) open(next.id)
  }
  return (
    <section className={classes.pane} aria-label={t('inbox.conversations')}>
      <header className={classes.top}>
        <h1 className={classes.title}>{t('screen.inbox')}</h1>
        <Availability />
      </header>
      <div className={classes.tools} role="search" aria-label={t('inbox.searchAndFilters')}>
        <Search />
        <Filters />
      </div>
      <Tabs tab={search.tab} onTab={tab => set({ tab })} />
      <Rows {...list} />
    </section>
  )
}

function Search() {
  const { t } = useTranslation()
  const { search, set } = useInbox()
  const field = useRef<HTMLInputElement>(null)
  const change = useDebouncedCallback((q: string) => set({ q: q.trim() || undefined }), 200)
  useEffect(() => {
    // cleared elsewhere, or another address
    if (field.current && field.current !== document.activeElement) field.current.value = search.q ?? ''
  }, [search.q])
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={t('inbox.search')}
      placeholder={t('inbox.search')}
      leftSection={<IconSearch size={18} aria-hidden />}
      defaultValue={search.q}
      onChange={event => change(event.currentTarget.value)}
    />
  )
}

function Tabs({ tab, onTab }: { tab?: Tab; onTab: (tab: Tab | undefined) => void }) {
  const { t } = useTranslation()
  const counts = useQuery(countsQuery).data
  return (
    <div className={classes.tabs} role="group" aria-label={t('inbox.tabs')}>
      {tabs.map(one => (
        <button key={one.label} type="button" className={classes.tab} aria-pressed={tab === one.tab} onClick={() => onTab(one.tab)}>
          {t(one.label)}
          {counts && <span className={classes.count}>{formatNumber(counts[one.count])}</span>}
        </button>
      ))}
    </div>
  )
}
