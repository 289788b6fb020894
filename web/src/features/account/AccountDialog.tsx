import { Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { I18nKey } from '../../lib/i18n'
import { remark } from '../../ui/forms'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import { type Account, changeAccount } from './queries'

export type AccountField = 'label' | 'defaultCountry' | 'accessToken' | 'appSecret' | 'verifyToken'

const fields = {
  label: { label: 'account.label', hint: 'account.labelHint', secret: false },
  defaultCountry: { label: 'account.country', hint: 'account.countryHint', secret: false },
  accessToken: { label: 'account.token', hint: 'account.newTokenHint', secret: true },
  appSecret: { label: 'account.secret', hint: 'account.newSecretHint', secret: true },
  verifyToken: { label: 'account.verifyToken', hint: 'account.verifyTokenHint', secret: true },
} as const satisfies Record<AccountField, { label: I18nKey; hint: I18nKey; secret: boolean }>

interface Props {
  account: Account
  field: AccountField
  onClose: () => void
}

/** One thing at a time: a secret is not sent again because a label changed. */
export function AccountDialog({ account, field, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { label, hint, secret } = fields[field]
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { value: field === 'label' || field === 'defaultCountry' ? (account[field] ?? '') : '' },
    validate: { value: value => (secret && !value.trim() ? t('rule.required') : null) },
  })
  const changing = useMutation({
    mutationFn: (value: string) => changeAccount({ id: account.wabaId, version: account.version, [field]: value }),
    onSuccess: () => {
      onClose()
      said(t('account.saved'))
      return queries.invalidateQueries({ queryKey: ['account'] })
    },
    onError: error => remark(form, error),
  })
  const Input = secret ? PasswordInput : TextInput
  return (
    <Modal opened onClose={onClose} title={t(label)} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form noValidate onSubmit={form.onSubmit(({ value }) => changing.mutate(value.trim()))}>
        <Stack gap="sm">
          <Input
            label={t(label)}
            description={t(hint)}
            autoComplete="off"
            spellCheck={false}
            dir={secret ? 'ltr' : 'auto'}
            data-autofocus
            {...(secret ? { visibilityToggleButtonProps: { 'aria-label': t('field.showPassword') } } : {})}
            key={form.key('value')}
            {...form.getInputProps('value')}
          />
          {changing.error && <ProblemNote error={changing.error} />}
        </Stack>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button type="submit" loading={changing.isPending}>
            {t('action.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
