import { Select, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/Card'
import { ProblemNote } from '../../ui/ProblemNote'
import { audiencesQuery } from './queries'
import type { DraftInHand } from './useDraft'

export function SavedAudience({ hand: { draft, saver } }: { hand: DraftInHand }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(audiencesQuery)
  if (!data) return error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton height={90} />
  return (
    <Card title={t('wizard.audience.saved')}>
      {data.length === 0 ? (
        <Text size="sm">{t('wizard.audience.noneSaved')}</Text>
      ) : (
        <Select
          label={t('wizard.audience.which')}
          placeholder={t('wizard.audience.choose')}
          searchable
          allowDeselect={false}
          data={data.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.audience.id ?? null}
          onChange={id => id && saver.edit({ audience: { tags: [], id } })}
        />
      )}
    </Card>
  )
}
