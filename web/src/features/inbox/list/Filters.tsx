import { ActionIcon, Autocomplete, Button, Chip, Indicator, Popover, Select, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { filtersSet } from '../filter'
import { IconFilter } from '../icons'
import type { ConversationPages } from '../merge'
import { agentsQuery } from '../queries'
import { flags, type InboxSearch } from '../search'
import { useInbox } from '../useInbox'
import { useNumbers } from '../useNumbers'
import { flagLabel, statusLabel } from '../words'
import classes from './List.module.css'

const cleared: InboxSearch = {
  status: undefined, tag: undefined, agent: undefined, number: undefined, from: undefined, to: undefined,
  unread: undefined, unreplied: undefined, windowClosing: undefined, failed: undefined,
}

/** All that narrows the list down; the address holds it. */
export function Filters() {
  const { t } = useTranslation()
  const { search, set } = useInbox()
  const count = filtersSet(search)
  const label = count > 0 ? t('inbox.filtersSet', { n: count }) : t('inbox.filters')
  return (
    <Indicator disabled={count === 0} label={count} size={18} offset={4}>
      <Popover position="bottom-end" width={320} trapFocus shadow="md" withinPortal>
        <Popover.Target>
          <ActionIcon variant="default" size={36} aria-label={label}>
            <IconFilter size={20} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('inbox.filters')}>
          <div className={classes.filters}>
            <div className={classes.flags} role="group" aria-label={t('inbox.filters')}>
              {flags.map(flag => (
                <Chip key={flag} size="sm" checked={search[flag] ?? false} onChange={on => set({ [flag]: on || undefined })}>
                  {t(flagLabel[flag])}
                </Chip>
              ))}
            </div>
            <Choices />
            <Days />
            {count > 0 && (
              <Button variant="default" onClick={() => set(cleared)}>
                {t('list.clear')}
              </Button>
            )}
          </div>
        </Popover.Dropdown>
      </Popover>
    </Indicator>
  )
}

function Choices() {
  const { t } = useTranslation()
  const { search, set } = useInbox()
  const agents = useQuery(agentsQuery).data ?? []
  const { numbers, nameOf } = useNumbers()
  const tags = useKnownTags()
  const inside = { comboboxProps: { withinPortal: false } }
  return (
    <>
      <Select
        {...inside}
        label={t('inbox.filter.status')}
        allowDeselect={false}
        data={[
          { value: 'OPEN', label: t(statusLabel.OPEN) },
          { value: 'SNOOZED', label: t(statusLabel.SNOOZED) },
          { value: 'RESOLVED', label: t(statusLabel.RESOLVED) },
          { value: 'ANY', label: t('inbox.status.any') },
        ]}
        value={search.status ?? 'OPEN'}
        onChange={status => set({ status: status === 'OPEN' ? undefined : (status as InboxSearch['status']) })}
      />
      <Select
        {...inside}
        label={t('inbox.filter.agent')}
        placeholder={t('inbox.anybody')}
        clearable
        searchable
        data={agents.map(agent => ({ value: agent.id, label: agent.name }))}
        value={search.agent ?? null}
        onChange={agent => set({ agent: agent ?? undefined })}
      />
      {numbers.length > 1 && (
        <Select
          {...inside}
          label={t('inbox.filter.number')}
          placeholder={t('inbox.anyNumber')}
          clearable
          data={numbers.map(number => ({ value: number.phoneNumberId, label: nameOf(number.phoneNumberId) }))}
          value={search.number ?? null}
          onChange={number => set({ number: number ?? undefined })}
        />
      )}
      <Autocomplete
        {...inside}
        label={t('inbox.filter.tag')}
        placeholder={t('inbox.anyTag')}
        data={tags}
        defaultValue={search.tag ?? ''}
        onOptionSubmit={tag => set({ tag })}
        onBlur={event => set({ tag: event.currentTarget.value.trim() || undefined })}
      />
    </>
  )
}

/** Of the conversations that were read: what an agent is likely to mean. */
function useKnownTags() {
  const queries = useQueryClient()
  const read = queries.getQueriesData<ConversationPages>({ queryKey: ['inbox', 'list'] })
  const tags = read.flatMap(([, data]) => data?.pages.flatMap(page => page.items.flatMap(row => row.tags)) ?? [])
  return [...new Set(tags)].toSorted((a, b) => a.localeCompare(b))
}

function Days() {
  const { t } = useTranslation()
  const { search, set } = useInbox()
  return (
    <>
      <TextInput
        type="date"
        label={t('inbox.filter.from')}
        value={search.from ?? ''}
        max={search.to}
        onChange={event => set({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={t('inbox.filter.to')}
        value={search.to ?? ''}
        min={search.from}
        onChange={event => set({ to: event.currentTarget.value || undefined })}
      />
    </>
  )
}
