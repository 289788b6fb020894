import { Autocomplete, MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { countryChoices } from '../../lib/countries'
import classes from './Filter.module.css'
import type { FilterChoices } from './FilterBuilder'
import { type Condition, consentLabel, outcomeLabel } from './model'

interface Props {
  condition: Condition
  choices: FilterChoices
  onChange: (condition: Condition) => void
}

export function AttributeName({ condition, choices, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Autocomplete
      size="sm"
      aria-label={t('filter.attributeName')}
      placeholder={t('filter.attributeName')}
      data={choices.attributes.map(one => one.name)}
      value={condition.name ?? ''}
      onChange={name => onChange({ ...condition, name })}
    />
  )
}

/** What the condition compares with: one editor for each kind of value. */
export function ValueEditor(props: Props) {
  const { condition } = props
  switch (condition.operator) {
    case 'exists':
    case 'missing':
    case 'ever':
    case 'never':
      return null
    case 'within':
    case 'notWithin':
      return <Days {...props} />
    case 'dates':
      return <Dates {...props} />
    case 'numbers':
      return <Numbers {...props} />
    case 'contains':
    case 'startsWith':
      return <Words {...props} />
    case 'is':
    case 'isNot':
      return condition.field === 'campaign' ? <Campaign {...props} /> : <Several {...props} />
  }
}

function Several({ condition, choices, onChange }: Props) {
  const { t } = useTranslation()
  const { field, values } = condition
  const set = (next: string[]) => onChange({ ...condition, values: next })
  const common = { size: 'sm', 'aria-label': t('filter.value'), value: values, onChange: set, placeholder: values.length ? undefined : t('filter.anyOf') } as const
  if (field === 'country') return <MultiSelect {...common} searchable data={countryChoices()} nothingFoundMessage={t('list.noMatch')} />
  if (field === 'consent')
    return <MultiSelect {...common} data={Object.entries(consentLabel).map(([value, label]) => ({ value, label: t(label) }))} />
  if (field === 'tag') return <TagsInput {...common} data={choices.tags} acceptValueOnBlur />
  return <TagsInput {...common} acceptValueOnBlur placeholder={field === 'language' && !values.length ? 'en, pt_BR' : common.placeholder} />
}

function Words({ condition, onChange }: Props) {
  const { t } = useTranslation()
  const isNumber = condition.field === 'number'
  return (
    <TextInput
      size="sm"
      aria-label={t('filter.value')}
      placeholder={isNumber ? '+49' : undefined}
      dir={isNumber ? 'ltr' : 'auto'}
      value={condition.values[0] ?? ''}
      onChange={event => onChange({ ...condition, values: [event.currentTarget.value] })}
    />
  )
}

function Days({ condition, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <NumberInput
      size="sm"
      aria-label={t('filter.days')}
      suffix={` ${t('filter.daysUnit')}`}
      placeholder={t('filter.days')}
      min={1}
      max={3650}
      allowDecimal={false}
      value={condition.values[0] ?? ''}
      onChange={days => onChange({ ...condition, values: days === '' ? [] : [String(days)] })}
    />
  )
}

function Dates({ condition, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <div className={classes.pair}>
      <TextInput
        size="sm"
        type="date"
        aria-label={t('filter.from')}
        value={condition.from ?? ''}
        onChange={event => onChange({ ...condition, from: event.currentTarget.value || undefined })}
      />
      <span>{t('filter.before')}</span>
      <TextInput
        size="sm"
        type="date"
        aria-label={t('filter.to')}
        value={condition.to ?? ''}
        onChange={event => onChange({ ...condition, to: event.currentTarget.value || undefined })}
      />
    </div>
  )
}

function Numbers({ condition, onChange }: Props) {
  const { t } = useTranslation()
  const text = (value: string | number | bigint) => (value === '' ? undefined : String(value))
  return (
    <div className={classes.pair}>
      <NumberInput size="sm" aria-label={t('filter.atLeast')} placeholder={t('filter.atLeast')} value={condition.from ?? ''} onChange={value => onChange({ ...condition, from: text(value) })} />
      <NumberInput size="sm" aria-label={t('filter.atMost')} placeholder={t('filter.atMost')} value={condition.to ?? ''} onChange={value => onChange({ ...condition, to: text(value) })} />
    </div>
  )
}

function Campaign({ condition, choices, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <div className={classes.pair}>
      <Select
        size="sm"
        aria-label={t('filter.field.campaign')}
        placeholder={t('filter.field.campaign')}
        searchable
        nothingFoundMessage={t('list.noMatch')}
        data={choices.campaigns.map(({ id, name }) => ({ value: id, label: name }))}
        value={condition.name ?? null}
        onChange={name => onChange({ ...condition, name: name ?? undefined })}
      />
      <Select
        size="sm"
        aria-label={t('filter.outcome')}
        placeholder={t('filter.outcome')}
        data={Object.entries(outcomeLabel).map(([value, label]) => ({ value, label: t(label) }))}
        value={condition.values[0] ?? null}
        onChange={was => onChange({ ...condition, values: was ? [was] : [] })}
      />
    </div>
  )
}
