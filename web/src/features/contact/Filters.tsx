import { Button, Indicator, MultiSelect, Popover, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { useDebouncedCallback, useMediaQuery } from '@mantine/hooks'
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
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const common = (labels: 'label' | 'aria-label') => <CommonFilters labels={labels} search={search} onChange={onChange} tags={tags.map(tag => tag.name)} />
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
      {!isPhone && common('aria-label')}
      <Popover position="bottom-end" width={320} shadow="md" trapFocus>
        <Indicator label={set} disabled={set === 0} size={18} color="wa.8">
          <Popover.Target>
            <Button variant="default" leftSection={<IconFilter size={18} />}>
              {t('audit.filters')}
            </Button>
          </Popover.Target>
        </Indicator>
        <Popover.Dropdown aria-label={t('audit.filters')} mah="70dvh" style={{ overflowY: 'auto' }}>
          <Stack gap="sm">
            {isPhone && common('label')}
            <MoreFilters search={search} onChange={onChange} />
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </>
  )
}

const NONE = { tag: undefined, consent: undefined, country: undefined, language: undefined, attribute: undefined, wrote: undefined, received: undefined, window: undefined, createdFrom: undefined, createdTo: undefined }

interface CommonProps extends Props {
  tags: string[]
  /** In the bar there is no room for labels that are seen. */
  labels: 'label' | 'aria-label'
}

/** Those that are used all day. */
function CommonFilters({ search, onChange, tags, labels }: CommonProps) {
  const { t } = useTranslation()
  const named = (label: string, chosen: number) =>
    ({ [labels]: label, placeholder: labels === 'label' || chosen > 0 ? undefined : label, comboboxProps: { withinPortal: labels !== 'label' } }) as const
  return (
    <>
      <MultiSelect
        {...named(t('filter.field.tag'), search.tag?.length ?? 0)}
        searchable
        clearable
        openOnFocus={false}
        nothingFoundMessage={t('list.noMatch')}
        data={tags}
        value={search.tag ?? []}
        onChange={tag => onChange({ tag: some(tag) })}
      />
      <MultiSelect
        {...named(t('filter.field.consent'), search.consent?.length ?? 0)}
        clearable
        openOnFocus={false}
        data={Object.entries(consentLabel).map(([value, label]) => ({ value, label: t(label) }))}
        value={search.consent ?? []}
        onChange={consent => onChange({ consent: some(consent as ConsentState[]) })}
      />
    </>
  )
}

function MoreFilters({ search, onChange }: Props) {
  const { t } = useTranslation()
  const inPlace = { comboboxProps: { withinPortal: false } } as const
  const within = ['1', '7', '30', '90', '365'].map(value => ({ value, label: t('contacts.lastDays', { n: value }) }))
  const when = [...within, { value: 'never', label: t('filter.never') }]
  return (
    <>
      <MultiSelect {...inPlace} openOnFocus={false} label={t('filter.field.country')} searchable clearable data={countryChoices()} value={search.country ?? []} onChange={country => onChange({ country: some(country) })} />
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
    </>
  )
}
