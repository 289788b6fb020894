import { Button, Group, Modal, Select, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import { type Campaign, saveSlice } from './queries'
import { type Outcome, outcomeLabel, outcomes } from './words'

interface Props {
  campaign: Campaign
  onClose: () => void
}

/** Some of this campaign's people, saved as an audience for the next one. */
export function SliceDialog({ campaign, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [was, setWas] = useState<Outcome>('READ')
  const [name, setName] = useState<string>()
  const shownName = name ?? `${campaign.name.slice(0, 150)} – ${t(outcomeLabel[was])}`
  const saving = useMutation({
    mutationFn: () => saveSlice({ id: campaign.id, was, name: shownName.trim() }),
    onSuccess: saved => {
      void queries.invalidateQueries({ queryKey: ['audience'] })
      said(t('slice.saved', { name: saved.name }))
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('slice.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (shownName.trim()) saving.mutate()
        }}
      >
        <Text size="sm" mb="md">
          {t('slice.hint')}
        </Text>
        <Select
          label={t('slice.who')}
          allowDeselect={false}
          data={outcomes.map(value => ({ value, label: t(outcomeLabel[value]) }))}
          value={was}
          onChange={value => setWas((value as Outcome) ?? 'READ')}
        />
        <TextInput mt="md" label={t('slice.name')} maxLength={200} value={shownName} onChange={event => setName(event.currentTarget.value)} />
        {saving.error && <ProblemNote error={saving.error} />}
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button type="submit" loading={saving.isPending} disabled={!shownName.trim()}>
            {t('action.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
