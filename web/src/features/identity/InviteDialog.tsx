import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { rules } from '../../lib/rules'
import { remark } from '../../ui/forms'
import { ProblemNote } from '../../ui/ProblemNote'
import { LinkDialog } from './LinkDialog'
import { invitationsKey, invite } from './queries'
import { type Role, roleLabel, roleMeaning, roles } from './roles'

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const may = useMay()
  const form = useForm<{ email: string; role: Role }>({
    initialValues: { email: '', role: 'AGENT' },
    validate: { email: rules(t).email },
  })
  const send = useMutation({
    mutationFn: invite,
    onSuccess: () => queries.invalidateQueries({ queryKey: invitationsKey }),
    onError: error => remark(form, error),
  })
  if (send.data)
    return (
      <LinkDialog
        title={t('users.invited')}
        hint={t('users.invitedHint', { email: send.data.invitation.email })}
        link={send.data.link}
        onClose={onClose}
      />
    )
  return (
    <Modal opened onClose={onClose} title={t('users.invite')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form noValidate onSubmit={form.onSubmit(values => send.mutate({ ...values, email: values.email.trim() }))}>
        {send.error && Object.keys(form.errors).length === 0 && <ProblemNote error={send.error} />}
        <TextInput label={t('field.email')} type="email" autoComplete="off" dir="ltr" data-autofocus {...form.getInputProps('email')} />
        <Radio.Group mt="md" label={t('field.role')} {...form.getInputProps('role')}>
          <Stack gap="xs" mt="xs">
            {roles
              .filter(role => role !== 'OWNER' || may('MANAGE_OWNERS'))
              .toReversed()
              .map(role => (
                <Radio key={role} value={role} label={t(roleLabel[role])} description={t(roleMeaning[role])} />
              ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t('users.makeLink')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
