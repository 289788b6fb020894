import { Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { IconSearch } from '../../ui/icons'
import classes from './Campaigns.module.css'
import type { CampaignFilter } from './queries'
import { stateLabel, states } from './words'

interface Props {
  filter: CampaignFilter
  onChange: (change: CampaignFilter) => void
}

export function CampaignFilters({ filter, onChange }: Props) {
  const { t } = useTranslation()
  const search = useDebouncedCallback((q: string) => onChange({ q: q.trim() || undefined }), 250)
  return (
    <div className={classes.filters} role="search" aria-label={t('audit.filters')}>
      <TextInput
        aria-label={t('campaigns.search')}
        placeholder={t('campaigns.search')}
        leftSection={<IconSearch size={18} aria-hidden />}
        defaultValue={filter.q}
        onChange={event => search(event.currentTarget.value)}
      />
      <Select
        aria-label={t('campaigns.state')}
        placeholder={t('campaigns.everyState')}
        clearable
        data={states.map(value => ({ value, label: t(stateLabel[value]) }))}
        value={filter.state ?? null}
        onChange={state => onChange({ state: (state as CampaignFilter['state']) ?? undefined })}
      />
      <Select
        aria-label={t('campaigns.sort')}
        allowDeselect={false}
        data={[
          { value: 'NEWEST', label: t('campaigns.newest') },
          { value: 'OLDEST', label: t('campaigns.oldest') },
          { value: 'NAME', label: t('campaigns.byName') },
        ]}
        value={filter.sort ?? 'NEWEST'}
        onChange={sort => onChange({ sort: sort === 'NEWEST' ? undefined : (sort as CampaignFilter['sort']) })}
      />
    </div>
  )
}
