import { Alert, Button, Group, Modal, Radio, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keepAnswer } from '../../lib/keepAnswer'
import { rules } from '../../lib/rules'
import { remark } from '../../ui/forms'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import { type ContactDetail, contactQuery, ledgerKey, recordConsent } from './queries'
import { categoryLabel } from './words'

/** A statement on consent with where it is on file. */
export function ConsentDialog({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { required } = rules(t)
  const form = useForm({
    initialValues: { action: 'OPT_IN' as 'OPT_IN' | 'OPT_OUT', category: 'ALL' as 'ALL' | 'MARKETING', source: '', document: '', at: '' },
    validate: {
      source: (value, { action }) => (action === 'OPT_IN' ? required(value) : null),
      at: value => (value && new Date(value) > new Date() ? t('consent.notInFuture') : null),
    },
  })
  const recording = useMutation({
    mutationFn: recordConsent,
    onError: error => remark(form, error),
    onSuccess: changed => {
      keepAnswer(queries, contactQuery(changed.id).queryKey, changed)
      void queries.invalidateQueries({ queryKey: ledgerKey(changed.id) })
      said(t('consent.recorded'))
      onClose()
    },
  })
  const record = form.onSubmit(({ action, category, source, document, at }) =>
    recording.mutate({
      id: contact.id,
      consent: {
        action,
        category,
        source: source.trim() || undefined,
        at: at ? new Date(at).toISOString() : undefined,
        evidence: document.trim() ? { document: document.trim() } : undefined,
      },
    }),
  )
  const overrides = form.values.action === 'OPT_IN' && contact.optOuts.length > 0
  return (
    <Modal opened onClose={onClose} title={t('consent.record')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form noValidate onSubmit={record}>
        <Stack gap="sm">
          {recording.error && Object.keys(form.errors).length === 0 && <ProblemNote error={recording.error} />}
          <Radio.Group label={t('consent.what')} {...form.getInputProps('action')}>
            <Group mt={6}>
              <Radio value="OPT_IN" label={t('consent.optedIn')} />
              <Radio value="OPT_OUT" label={t('consent.optedOut')} />
            </Group>
          </Radio.Group>
          {overrides && (
            <Alert color="yellow" variant="light">
              {t('consent.overrides')}
            </Alert>
          )}
          <Select
            label={t('consent.of')}
            allowDeselect={false}
            data={Object.entries(categoryLabel).map(([value, label]) => ({ value, label: t(label) }))}
            {...form.getInputProps('category')}
          />
          <TextInput label={t('consent.evidence')} description={t('consent.evidenceHint')} maxLength={1000} {...form.getInputProps('source')} />
          <TextInput label={t('consent.document')} description={t('consent.documentHint')} maxLength={1000} {...form.getInputProps('document')} />
          <TextInput type="datetime-local" label={t('consent.when')} description={t('consent.whenHint')} {...form.getInputProps('at')} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.back')}
            </Button>
            <Button type="submit" loading={recording.isPending}>
              {t('consent.record')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
