import { Select, Switch, TagsInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { countryChoices } from '../../../lib/countries'
import { tagsQuery } from '../queries'
import classes from './Import.module.css'
import type { Chosen } from './options'

interface Props {
  value: Chosen
  onChange: (value: Chosen) => void
}

/** What holds for everybody in the file. */
export function OptionFields({ value, onChange }: Props) {
  const { t } = useTranslation()
  const tags = useQuery(tagsQuery).data ?? []
  return (
    <section aria-label={t('import.everybody')}>
      <h3 className={classes.heading}>{t('import.everybody')}</h3>
      <div className={classes.options}>
        <TagsInput label={t('contact.tags')} data={tags.map(tag => tag.name)} acceptValueOnBlur value={value.tags} onChange={next => onChange({ ...value, tags: next })} />
        <Select
          label={t('import.country')}
          description={t('import.countryHint')}
          placeholder={t('import.countryUsual')}
          clearable
          searchable
          data={countryChoices()}
          value={value.country}
          onChange={country => onChange({ ...value, country })}
        />
        <Switch
          label={t('import.consent')}
          description={t('import.consentHint')}
          checked={value.optedIn}
          onChange={event => onChange({ ...value, optedIn: event.currentTarget.checked })}
        />
        {value.optedIn && (
          <TextInput
            label={t('consent.evidence')}
            description={t('consent.evidenceHint')}
            withAsterisk
            maxLength={1000}
            value={value.source}
            onChange={event => onChange({ ...value, source: event.currentTarget.value })}
          />
        )}
      </div>
    </section>
  )
}
