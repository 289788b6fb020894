import { TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/Card'
import { tagsQuery } from './queries'
import type { DraftInHand } from './useDraft'

export function TagAudience({ hand: { draft, saver } }: { hand: DraftInHand }) {
  const { t } = useTranslation()
  const known = useQuery(tagsQuery)
  const [tags, setTags] = useState(draft.audience.tags)
  return (
    <Card title={t('wizard.audience.tags')}>
      <TagsInput
        label={t('wizard.audience.anyOf')}
        data={known.data?.map(tag => tag.name) ?? []}
        value={tags}
        error={tags.length === 0 ? t('wizard.audience.noTags') : undefined}
        onChange={chosen => {
          setTags(chosen)
          // none would mean everybody, which nobody chooses by taking away the last tag
          if (chosen.length > 0) saver.edit({ audience: { tags: chosen } })
        }}
      />
    </Card>
  )
}
