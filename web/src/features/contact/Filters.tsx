import { Button, Indicator, MultiSelect, Popover, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { countryChoices } from '../../lib/countries'
import { consentLabel, type ConsentState } from '../../ui/filter/model'
import { IconSearch } from '../../ui/icons'
import { IconFilter } from './icons'
import { tagsQuery } from './queries'
import { type ContactSearch, filtersSet } from './search'

interface Props {
  search: ContactSearch
  onChange: (change: ContactSearch) => void
}

const some = <T,>(list: T[]) => (list.length > 0 ? list : undefined)

export function Filters({ search, onChange }: Props) {
  const { t } = useTranslation()
  const tags = useQuery(tagsQuery).data ?? []
  const find = useDebouncedCallback((q: string) => onChange({ q: q.trim() || undefined }), 250)
  const set = filtersSet(search)
  return (
    <>
      <TextInput
        key={search.q === undefined ? 'empty' : 'search'}
        aria-label={t('contacts.search')}
        placeholder={t('contacts.search')}
        leftSection={<IconSearch size={18} aria-hidden />}
        defaultValue={search.q}
        onChange={event => find(event.currentTarget.value)}
      />
      <MultiSelect
        aria-label={t('filter.field.tag')}
        placeholder={search.tag?.length ? undefined : t('filter.field.tag')}
        searchable
        clearable
        nothingFoundMessage={t('list.noMatch')}
        data={tags.map(tag => tag.name)}
        value={search.tag ?? []}
        onChange={tag => onChange({ tag: some(tag) })}
        visibleFrom="sm"
      />
      <MultiSelect
        aria-label={t('filter.field.consent')}
        placeholder={search.consent?.length ? undefined : t('filter.field.consent')}
        clearable
        data={Object.entries(consentLabel).map(([value, label]) => ({ value, label: t(label) }))}
        value={search.consent ?? []}
        onChange={consent => onChange({ consent: some(consent as ConsentState[]) })}
        visibleFrom="sm"
      />
      <Popover position="bottom-end" width={320} shadow="md" trapFocus>
        <Popover.Target>
          <Indicator label={set} disabled={set === 0} size={18} color="wa.8">
            <Button variant="default" leftSection={<IconFilter size={18} />}>
              {t('audit.filters')}
            </Button>
          </Indicator>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('audit.filters')} mah="70dvh" style={{ overflowY: 'auto' }}>
          <MoreFilters search={search} onChange={onChange} tags={tags.map(tag => tag.name)} />
        </Popover.Dropdown>
      </Popover>
    </>
  )
}

const NONE = { tag: undefined, consent: undefined, country: undefined, language: undefined, attribute: undefined, wrote: undefined, received: undefined, window: undefined, createdFrom: undefined, createdTo: undefined }

function MoreFilters({ search, onChange, tags }: Props & { tags: string[] }) {
  const { t } = useTranslation()
  const inPlace = { comboboxProps: { withinPortal: false } } as const
  const within = ['1', '7', '30', '90', '365'].map(value => ({ value, label: t('contacts.lastDays', { n: value }) }))
  const when = [...within, { value: 'never', label: t('filter.never') }]
  return (
    <Stack gap="sm">
      <MultiSelect {...inPlace} hiddenFrom="sm" label={t('filter.field.tag')} searchable clearable data={tags} value={search.tag ?? []} onChange={tag => onChange({ tag: some(tag) })} />
      <MultiSelect
        {...inPlace}
        hiddenFrom="sm"
        label={t('filter.field.consent')}
        clearable
        data={Object.entries(consentLabel).map(([value, label]) => ({ value, label: t(label) }))}
        value={search.consent ?? []}
        onChange={consent => onChange({ consent: some(consent as ConsentState[]) })}
      />
      <MultiSelect {...inPlace} label={t('filter.field.country')} searchable clearable data={countryChoices()} value={search.country ?? []} onChange={country => onChange({ country: some(country) })} />
      <TagsInput
        {...inPlace}
        label={t('contacts.attribute')}
        description={t('contacts.attributeHint')}
        acceptValueOnBlur
        value={search.attribute ?? []}
        onChange={pairs => onChange({ attribute: some(pairs.filter(pair => /^[^=]+=.+$/.test(pair))) })}
      />
      <Select {...inPlace} label={t('filter.field.wrote')} clearable data={when} value={search.wrote ?? null} onChange={wrote => onChange({ wrote: wrote ?? undefined })} />
      <Select {...inPlace} label={t('filter.field.received')} clearable data={when} value={search.received ?? null} onChange={received => onChange({ received: received ?? undefined })} />
      <Select
        {...inPlace}
        label={t('contact.window')}
        clearable
        data={[
          { value: 'open', label: t('contacts.windowOpen') },
          { value: 'closed', label: t('contacts.windowClosed') },
        ]}
        value={search.window === undefined ? null : search.window ? 'open' : 'closed'}
        onChange={state => onChange({ window: state === null ? undefined : state === 'open' })}
      />
      <Button variant="default" disabled={filtersSet(search) === 0} onClick={() => onChange(NONE)}>
        {t('list.clear')}
      </Button>
    </Stack>
  )
}
