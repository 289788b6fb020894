import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { rules } from '../../lib/rules'
import { remark } from '../../ui/forms'
import { ProblemNote } from '../../ui/ProblemNote'
import { makeTag, renameTag, type Tag } from './queries'

interface Props {
  /** Left out: a new one. */
  tag?: Tag
  /** Renaming goes on in the background. */
  onJob: (jobId: string) => void
  onClose: () => void
}

export function TagDialog({ tag, onJob, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const form = useForm({ mode: 'uncontrolled', initialValues: { name: tag?.name ?? '' }, validate: { name: rules(t).required } })
  const saving = useMutation({
    mutationFn: async (name: string) => {
      if (tag) onJob((await renameTag({ id: tag.id, name, version: tag.version })).jobId)
      else await makeTag(name)
    },
    onSuccess: () => {
      onClose()
      return queries.invalidateQueries({ queryKey: ['contact'] })
    },
    onError: error => remark(form, error),
  })
  return (
    <Modal opened onClose={onClose} title={tag ? t('tag.rename', { name: tag.name }) : t('tag.make')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form noValidate onSubmit={form.onSubmit(({ name }) => saving.mutate(name.trim()))}>
        <Stack gap="sm">
          {tag && <Text size="sm">{t('tag.renameHint')}</Text>}
          <TextInput label={t('field.name')} data-autofocus autoComplete="off" dir="auto" key={form.key('name')} {...form.getInputProps('name')} />
          {saving.error && Object.keys(form.errors).length === 0 && <ProblemNote error={saving.error} />}
        </Stack>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {t('action.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
