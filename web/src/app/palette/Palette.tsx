import '@mantine/spotlight/styles.layer.css'
import { Loader } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconSearch } from '../../ui/icons'
import { ProblemNote } from '../../ui/ProblemNote'
import { FEWEST, foundQuery, type Group, useFound, usePlaces } from './entries'

/** One box to go anywhere and to find anything. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 150)
  const search = useQuery(foundQuery(q))
  const places = usePlaces(typed.trim())
  const found = useFound(q.length >= FEWEST ? search.data : undefined)
  const groups = [places, ...found].filter(group => group.entries.length > 0)
  const waits = typed.trim() !== q || search.isFetching
  return (
    <Spotlight.Root forceOpened query={typed} onQueryChange={setTyped} onSpotlightClose={onClose} shortcut={null} scrollable maxHeight="60vh" aria-label={t('palette.title')}>
      <Spotlight.Search
        placeholder={t('palette.hint')}
        aria-label={t('palette.title')}
        leftSection={<IconSearch size={20} aria-hidden />}
        rightSection={waits && typed.trim().length >= FEWEST ? <Loader size="xs" /> : null}
      />
      <Spotlight.ActionsList>
        {groups.map(group => (
          <Entries key={group.title} group={group} onGo={onClose} />
        ))}
        {search.error && q.length >= FEWEST ? <ProblemNote error={search.error} onRetry={() => void search.refetch()} /> : null}
        {groups.length === 0 && !waits && !search.error && <Spotlight.Empty>{t(q.length < FEWEST ? 'palette.more' : 'palette.none', { q })}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function Entries({ group, onGo }: { group: Group; onGo: () => void }) {
  const { t } = useTranslation()
  return (
    <Spotlight.ActionsGroup label={t(group.title)}>
      {group.entries.map(entry => (
        <Spotlight.Action
          key={entry.key}
          label={entry.label}
          description={entry.description}
          onClick={() => {
            onGo()
            entry.go()
          }}
        />
      ))}
    </Spotlight.ActionsGroup>
  )
}
