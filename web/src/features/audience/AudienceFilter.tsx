import { Alert, Button, Code, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FilterBuilder } from '../../ui/filter/FilterBuilder'
import { type Group, newGroup } from '../../ui/filter/model'
import { choicesQuery } from './queries'

interface Props {
  /** Undefined where the filter says more than the builder can show. */
  value: Group | undefined
  onChange: (value: Group) => void
  json?: unknown
}

/** The builder with what can be chosen from. A filter made over the API may be beyond it: then it is shown as it is. */
export function AudienceFilter({ value, onChange, json }: Props) {
  const { t } = useTranslation()
  const choices = useQuery(choicesQuery)
  if (!value)
    return (
      <Alert color="blue" title={t('audience.beyond')}>
        <Code block dir="ltr">
          {JSON.stringify(json, null, 2)}
        </Code>
        <Button size="xs" variant="default" mt="xs" onClick={() => onChange(newGroup())}>
          {t('audience.startAnew')}
        </Button>
      </Alert>
    )
  if (choices.isPending) return <Skeleton height={120} />
  return <FilterBuilder value={value} onChange={onChange} choices={choices.data ?? { tags: [], attributes: [], campaigns: [] }} />
}
