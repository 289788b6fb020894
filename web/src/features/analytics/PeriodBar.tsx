import { Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { countryChoices } from '../../lib/countries'
import classes from './Analytics.module.css'
import { type AnalyticsSearch, periodOf, presets } from './period'
import { choicesQuery, filterOf } from './queries'

interface Props {
  search: AnalyticsSearch
  onChange: (change: AnalyticsSearch) => void
}

const OWN = 'own'
/** A day as the viewer's calendar has it. */
const dayOf = (instant: string, earlier = 0) => {
  const at = new Date(Date.parse(instant) - earlier)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}

/** Which days, and of what. */
export function PeriodBar({ search, onChange }: Props) {
  const { t } = useTranslation()
  const choices = useQuery(choicesQuery).data
  const { days, from, to } = search
  const filtered = Object.values(filterOf(search)).some(Boolean)
  const choose = (preset: string) => {
    if (preset !== OWN) return onChange({ days: preset === '30' ? undefined : (Number(preset) as AnalyticsSearch['days']), from: undefined, to: undefined })
    const shown = periodOf(search)
    onChange({ days: undefined, from: dayOf(shown.from), to: dayOf(shown.to, 1) })
  }
  return (
    <div className={classes.bar} role="search" aria-label={t('audit.filters')}>
      <SegmentedControl
        aria-label={t('analytics.period')}
        value={from ? OWN : String(days ?? 30)}
        onChange={choose}
        data={[...presets.map(n => ({ value: String(n), label: t('analytics.days', { n }) })), { value: OWN, label: t('analytics.ownDays') }]}
      />
      {from && (
        <>
          <TextInput type="date" aria-label={t('filter.from')} max={to} value={from} onChange={event => event.currentTarget.value && onChange({ from: event.currentTarget.value })} />
          <TextInput type="date" aria-label={t('analytics.until')} min={from} value={to ?? ''} onChange={event => event.currentTarget.value && onChange({ to: event.currentTarget.value })} />
        </>
      )}
      <Select
        aria-label={t('filter.field.campaign')}
        placeholder={t('filter.field.campaign')}
        searchable
        clearable
        nothingFoundMessage={t('list.noMatch')}
        data={choices?.campaigns ?? []}
        value={search.campaign ?? null}
        onChange={campaign => onChange({ campaign: campaign ?? undefined })}
      />
      <Select
        aria-label={t('campaign.template')}
        placeholder={t('campaign.template')}
        searchable
        clearable
        nothingFoundMessage={t('list.noMatch')}
        data={choices?.templates ?? []}
        value={search.template ?? null}
        onChange={template => onChange({ template: template ?? undefined })}
      />
      <Select
        aria-label={t('analytics.number')}
        placeholder={t('analytics.number')}
        clearable
        data={choices?.numbers ?? []}
        value={search.number ?? null}
        onChange={number => onChange({ number: number ?? undefined })}
      />
      <Select
        aria-label={t('filter.field.country')}
        placeholder={t('filter.field.country')}
        searchable
        clearable
        nothingFoundMessage={t('list.noMatch')}
        data={countryChoices()}
        value={search.country ?? null}
        onChange={country => onChange({ country: country ?? undefined })}
      />
      {filtered && (
        <Button variant="default" onClick={() => onChange({ campaign: undefined, template: undefined, number: undefined, country: undefined })}>
          {t('list.clear')}
        </Button>
      )}
    </div>
  )
}
