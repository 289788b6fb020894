import { Alert, Button, Group, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/Card'
import { FilterBuilder } from '../../ui/filter/FilterBuilder'
import { toJson } from '../../ui/filter/json'
import { newCondition, newGroup } from '../../ui/filter/model'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import { filterOf } from './audience'
import { attributesQuery, pastCampaignsQuery, saveAudience, tagsQuery } from './queries'
import type { DraftInHand } from './useDraft'
import classes from './Wizard.module.css'

/** Conditions that hold for this campaign only, unless they are saved for others, too. */
export function FilterAudience({ hand: { draft, saver } }: { hand: DraftInHand }) {
  const { t } = useTranslation()
  const tags = useQuery(tagsQuery)
  const attributes = useQuery(attributesQuery)
  const campaigns = useQuery(pastCampaignsQuery)
  const [group, setGroup] = useState(() => filterOf(draft.audience) ?? newGroup('all', [newCondition()]))
  const isBeyondUs = draft.audience.filter !== undefined && filterOf(draft.audience) === undefined
  const json = toJson(group)
  return (
    <Card title={t('wizard.audience.filter')}>
      {isBeyondUs && (
        <Alert variant="light" color="yellow" mb="sm">
          {t('wizard.audience.beyondUs')}
        </Alert>
      )}
      <FilterBuilder
        value={group}
        onChange={changed => {
          setGroup(changed)
          const filter = toJson(changed)
          if (filter) saver.edit({ audience: { tags: [], filter: filter as Record<string, never> } })
        }}
        choices={{ tags: tags.data?.map(tag => tag.name) ?? [], attributes: attributes.data ?? [], campaigns: campaigns.data ?? [] }}
      />
      {!json && <p className={classes.hint}>{t('wizard.audience.unfinished')}</p>}
      {json && <SaveAs filter={json as Record<string, never>} onSaved={id => saver.edit({ audience: { tags: [], id } })} />}
    </Card>
  )
}

function SaveAs({ filter, onSaved }: { filter: Record<string, never>; onSaved: (id: string) => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const saving = useMutation({
    mutationFn: () => saveAudience(name.trim(), filter),
    onSuccess: saved => {
      void queries.invalidateQueries({ queryKey: ['audience'] })
      said(t('wizard.audience.savedAs', { name: saved.name }))
      onSaved(saved.id)
      setName('')
    },
  })
  return (
    <form
      className={classes.saveAs}
      onSubmit={event => {
        event.preventDefault()
        if (name.trim()) saving.mutate()
      }}
    >
      {saving.error && <ProblemNote error={saving.error} />}
      <Group align="end" gap="xs">
        <TextInput label={t('wizard.audience.saveAs')} placeholder={t('wizard.audience.saveAsExample')} value={name} maxLength={200} onChange={event => setName(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={saving.isPending} disabled={!name.trim()}>
          {t('action.save')}
        </Button>
      </Group>
    </form>
  )
}
