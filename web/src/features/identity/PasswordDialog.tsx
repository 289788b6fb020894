import { Button, Group, Modal, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { rules } from '../../lib/rules'
import { remark } from '../../ui/forms'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import { changePassword, sessionsQuery } from './queries'

export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const rule = rules(t)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { oldPassword: '', newPassword: '' },
    validate: { oldPassword: rule.required, newPassword: rule.newPassword },
  })
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })
      said(t('password.done'))
      onClose()
    },
    onError: error => remark(form, error),
  })
  const shown = { visibilityToggleButtonProps: { 'aria-label': t('field.showPassword') } }
  return (
    <Modal opened onClose={onClose} title={t('password.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form noValidate onSubmit={form.onSubmit(values => change.mutate(values))}>
        {change.error && Object.keys(form.errors).length === 0 && <ProblemNote error={change.error} />}
        <PasswordInput
          label={t('field.oldPassword')}
          autoComplete="current-password"
          data-autofocus
          {...shown}
          key={form.key('oldPassword')}
          {...form.getInputProps('oldPassword')}
        />
        <PasswordInput
          mt="md"
          label={t('field.newPassword')}
          description={t('field.newPasswordHint')}
          autoComplete="new-password"
          {...shown}
          key={form.key('newPassword')}
          {...form.getInputProps('newPassword')}
        />
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {t('password.action')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
