import { Button, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName, templateLanguages } from '../../lib/languages'
import { IconSearch } from '../../ui/icons'
import { categories, categoryLabel } from './categories'
import { qualityLabel, statusFilter } from './meaning'
import { accountsQuery, type TemplateFilter } from './queries'
import classes from './Templates.module.css'

export function TemplateFilters({ filter }: { filter: TemplateFilter }) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/templates' })
  const [words, setWords] = useState(filter.q ?? '')
  const accounts = useQuery(accountsQuery).data ?? []
  const set = (change: TemplateFilter) => void navigate({ search: former => ({ ...former, ...change }), replace: true })
  const search = useDebouncedCallback((q: string) => set({ q: q.trim() || undefined }), 250)
  const choose = (field: keyof TemplateFilter) => (value: string | null) => set({ [field]: value ?? undefined })
  const clear = () => {
    setWords('')
    void navigate({ search: {}, replace: true })
  }
  return (
    <div className={classes.filters} role="search" aria-label={t('audit.filters')}>
      <TextInput
        aria-label={t('template.search')}
        placeholder={t('template.search')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={words}
        onChange={event => {
          setWords(event.currentTarget.value)
          search(event.currentTarget.value)
        }}
      />
      <Select
        aria-label={t('template.field.status')}
        placeholder={t('template.filter.everyStatus')}
        clearable
        data={Object.entries(statusFilter).map(([value, label]) => ({ value, label: t(label) }))}
        value={filter.status ?? null}
        onChange={choose('status')}
      />
      <Select
        aria-label={t('template.field.category')}
        placeholder={t('template.filter.everyCategory')}
        clearable
        data={categories.map(value => ({ value, label: t(categoryLabel[value]) }))}
        value={filter.category ?? null}
        onChange={choose('category')}
      />
      <Select
        aria-label={t('template.field.quality')}
        placeholder={t('template.filter.everyQuality')}
        clearable
        data={Object.entries(qualityLabel).map(([value, label]) => ({ value, label: t(label) }))}
        value={filter.quality ?? null}
        onChange={choose('quality')}
      />
      <Select
        aria-label={t('template.field.language')}
        placeholder={t('template.filter.everyLanguage')}
        clearable
        searchable
        comboboxProps={{ keepMounted: false }}
        nothingFoundMessage={t('list.noMatch')}
        data={templateLanguages.map(value => ({ value, label: `${languageName(value)} (${value})` }))}
        value={filter.language ?? null}
        onChange={choose('language')}
      />
      {accounts.length > 1 && (
        <Select
          aria-label={t('template.field.account')}
          placeholder={t('template.filter.everyAccount')}
          clearable
          data={accounts.map(({ wabaId, label, name }) => ({ value: wabaId, label: label ?? name ?? wabaId }))}
          value={filter.account ?? null}
          onChange={choose('account')}
        />
      )}
      {Object.values(filter).some(Boolean) && (
        <Button variant="default" onClick={clear}>
          {t('list.clear')}
        </Button>
      )}
    </div>
  )
}
