import { Alert, Button, Divider, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { rules } from '../../lib/rules'
import { remark } from '../../ui/forms'
import { ProblemNote } from '../../ui/ProblemNote'
import { asFindings, Checks } from './Checks'
import { type AccountAnswer, connect } from './queries'
import { WebhookFields } from './WebhookFields'

/** By a token that is pasted; then what was found, and what to enter at Meta. */
export function ConnectDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const connecting = useMutation({
    mutationFn: connect,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['account'] }),
  })
  const answer = connecting.data
  return (
    <Modal opened onClose={onClose} size="lg" title={t(answer ? 'account.connected' : 'account.connect')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {answer ? <Connected answer={answer} onClose={onClose} /> : <Form connecting={connecting} onClose={onClose} />}
    </Modal>
  )
}

interface FormProps {
  connecting: { mutate: (body: Parameters<typeof connect>[0], options: { onError: (error: unknown) => void }) => void; isPending: boolean; error: unknown }
  onClose: () => void
}

function Form({ connecting, onClose }: FormProps) {
  const { t } = useTranslation()
  const { required } = rules(t)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { wabaId: '', accessToken: '', appId: '', appSecret: '', verifyToken: '' },
    validate: { wabaId: required, accessToken: required },
  })
  const field = (name: keyof ReturnType<typeof form.getValues>) => ({ key: form.key(name), autoComplete: 'off', spellCheck: false, dir: 'ltr' as const, ...form.getInputProps(name) })
  const submit = form.onSubmit(values => {
    const given = Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value.trim() ? [[name, value.trim()]] : [])))
    connecting.mutate(given as unknown as Parameters<typeof connect>[0], { onError: error => void remark(form, error) })
  })
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="sm">
        <Alert variant="light" color="gray" title={t('account.metaLogin')}>
          <Text size="sm">{t('account.metaLoginNot')}</Text>
        </Alert>
        <TextInput label={t('account.wabaId')} description={t('account.wabaIdHint')} data-autofocus {...field('wabaId')} />
        <PasswordInput label={t('account.token')} description={t('account.tokenHint')} visibilityToggleButtonProps={{ 'aria-label': t('field.showPassword') }} {...field('accessToken')} />
        <TextInput label={t('account.appId')} description={t('account.appIdHint')} {...field('appId')} />
        <PasswordInput label={t('account.secret')} description={t('account.secretHint')} visibilityToggleButtonProps={{ 'aria-label': t('field.showPassword') }} {...field('appSecret')} />
        <TextInput label={t('account.verifyToken')} description={t('account.verifyTokenHint')} {...field('verifyToken')} />
        {connecting.error ? <ProblemNote error={connecting.error} /> : null}
      </Stack>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('action.back')}
        </Button>
        <Button type="submit" loading={connecting.isPending}>
          {t('account.connectGo')}
        </Button>
      </Group>
    </form>
  )
}

function Connected({ answer, onClose }: { answer: AccountAnswer; onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <>
      <Text size="sm" mb="sm">
        <bdi>{answer.name ?? answer.wabaId}</bdi>
      </Text>
      <Checks findings={asFindings(answer.checks)} />
      <Divider my="md" />
      <WebhookFields path={answer.webhook.path} verifyToken={answer.webhook.verifyToken} />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('action.done')}
        </Button>
        <Button onClick={() => void navigate({ to: '/settings/accounts/$accountId', params: { accountId: answer.wabaId } })}>{t('account.open')}</Button>
      </Group>
    </>
  )
}
