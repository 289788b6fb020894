import { Alert, Autocomplete, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import { rules } from '../../lib/rules'
import { remark } from '../../ui/forms'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import { attributesQuery, type BulkRequest, jobsKey, startBulk, tagsQuery } from './queries'
import { actions, categoryLabel } from './words'

export type BulkKind = BulkRequest['action']

interface Props {
  kind: BulkKind
  chosen: Pick<BulkRequest, 'ids' | 'filter'>
  people: number
  onClose: () => void
  onStarted: () => void
}

/** The server takes so many ids; more people are chosen by a filter. */
const MOST_IDS = 10_000

export function BulkDialog({ kind, chosen, people, onClose, onStarted }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const tags = useQuery(tagsQuery).data ?? []
  const attributes = useQuery(attributesQuery).data ?? []
  const { required } = rules(t)
  const needs = (...kinds: BulkKind[]) => kinds.includes(kind)
  const form = useForm({
    initialValues: { tag: '', attribute: '', value: '', category: 'ALL' as 'ALL' | 'MARKETING', source: '', typed: '' },
    validate: {
      tag: value => (needs('ADD_TAG', 'REMOVE_TAG') ? required(value) : null),
      attribute: value => (needs('SET_ATTRIBUTE') ? required(value) : null),
      source: value => (needs('OPT_IN') ? required(value) : null),
      typed: value => (needs('DELETE') && value.trim() !== String(people) ? t('bulk.typeNumber', { n: people }) : null),
    },
  })
  const starting = useMutation({
    mutationFn: startBulk,
    onError: error => remark(form, error),
    onSuccess: () => {
      said(t('bulk.started'))
      void queries.invalidateQueries({ queryKey: jobsKey })
      onStarted()
      onClose()
    },
  })
  const start = form.onSubmit(({ tag, attribute, value, category, source }) =>
    starting.mutate({
      ...chosen,
      action: kind,
      tag: needs('ADD_TAG', 'REMOVE_TAG') ? tag.trim() : undefined,
      attribute: needs('SET_ATTRIBUTE') ? attribute.trim() : undefined,
      value: needs('SET_ATTRIBUTE') && value.trim() ? value.trim() : undefined,
      category: needs('OPT_IN', 'OPT_OUT') ? category : undefined,
      source: needs('OPT_IN', 'OPT_OUT') && source.trim() ? source.trim() : undefined,
    }),
  )
  const tooMany = (chosen.ids?.length ?? 0) > MOST_IDS
  return (
    <Modal opened onClose={onClose} title={t(actions[kind])} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form noValidate onSubmit={start}>
        <Stack gap="sm">
          <Text size="sm">{t('bulk.people', { n: formatNumber(people) })}</Text>
          {starting.error && Object.keys(form.errors).length === 0 && <ProblemNote error={starting.error} />}
          {tooMany && <Alert color="yellow">{t('bulk.tooMany', { n: formatNumber(MOST_IDS) })}</Alert>}
          {needs('ADD_TAG', 'REMOVE_TAG') && (
            <Autocomplete label={t('filter.field.tag')} maxLength={60} data={tags.map(tag => tag.name)} data-autofocus {...form.getInputProps('tag')} />
          )}
          {needs('SET_ATTRIBUTE') && (
            <>
              <Autocomplete label={t('filter.attributeName')} data={attributes.map(one => one.name)} data-autofocus {...form.getInputProps('attribute')} />
              <TextInput label={t('filter.value')} description={t('bulk.emptyRemoves')} {...form.getInputProps('value')} />
            </>
          )}
          {needs('OPT_IN', 'OPT_OUT') && (
            <>
              {needs('OPT_IN') && <Text size="sm" c="dimmed">{t('bulk.optInHint')}</Text>}
              <Select
                label={t('consent.of')}
                allowDeselect={false}
                data={Object.entries(categoryLabel).map(([value, label]) => ({ value, label: t(label) }))}
                {...form.getInputProps('category')}
              />
              <TextInput label={t('consent.evidence')} description={t('consent.evidenceHint')} maxLength={1000} {...form.getInputProps('source')} />
            </>
          )}
          {needs('DELETE') && (
            <>
              <Alert color="red" variant="light">
                {t('bulk.deleteHint')}
              </Alert>
              <TextInput label={t('bulk.typeNumber', { n: people })} inputMode="numeric" dir="ltr" data-autofocus {...form.getInputProps('typed')} />
            </>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.back')}
            </Button>
            <Button type="submit" color={needs('DELETE') ? 'red' : undefined} loading={starting.isPending} disabled={tooMany}>
              {t(actions[kind])}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
