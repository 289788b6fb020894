import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type HTMLInputAutoCompleteAttribute, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/problem'
import type { I18nKey } from '../../lib/i18n'
import { rules } from '../../lib/rules'
import { remark } from '../../ui/forms'
import { ProblemNote } from '../../ui/ProblemNote'
import { FrontDoor } from './FrontDoor'
import classes from './FrontDoor.module.css'

const fields = {
  organizationName: { label: 'field.organization', rule: 'name', autoComplete: 'organization' },
  name: { label: 'field.name', rule: 'name', autoComplete: 'name' },
  email: { label: 'field.email', rule: 'email', autoComplete: 'username' },
  password: { label: 'field.newPassword', rule: 'newPassword', autoComplete: 'new-password' },
} as const satisfies Record<string, { label: I18nKey; rule: keyof ReturnType<typeof rules>; autoComplete: HTMLInputAutoCompleteAttribute }>
type Field = keyof typeof fields

interface Props<F extends Field> {
  title: string
  hint: string
  action: string
  asks: readonly F[]
  /** @param token of the link */
  submit: (values: Record<F, string> & { token: string }) => Promise<unknown>
  onDone: () => void
}

/** What somebody fills in who came by a one-time link. The token stands behind the `#`, which no server's log sees. */
export function LinkForm<F extends Field>({ title, hint, action, asks, submit, onDone }: Props<F>) {
  const { t } = useTranslation()
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)))
  const rule = rules(t)
  const form = useForm<Record<string, string>>({
    mode: 'uncontrolled',
    initialValues: Object.fromEntries(asks.map(field => [field, ''])),
    validate: Object.fromEntries(asks.map(field => [field, rule[fields[field].rule]])),
  })
  const send = useMutation({
    mutationFn: (values: Record<string, string>) => submit({ ...values, token } as Record<F, string> & { token: string }),
    onSuccess: onDone,
    onError: error => remark(form, error),
  })
  const over = !token || (send.error instanceof ApiProblem && send.error.type === '/problems/link-over')
  if (over)
    return (
      <FrontDoor title={t('link.over')} hint={token ? t('link.overHint') : t('link.missing')}>
        <div className={classes.form}>
          <Link to="/sign-in">{t('link.signIn')}</Link>
        </div>
      </FrontDoor>
    )
  return (
    <FrontDoor title={title} hint={hint}>
      <form className={classes.form} noValidate onSubmit={form.onSubmit(values => send.mutate(values))}>
        {send.error && Object.keys(form.errors).length === 0 && <ProblemNote error={send.error} />}
        {asks.map((field, index) => {
          const { label, autoComplete } = fields[field]
          const props = { label: t(label), autoComplete, autoFocus: index === 0, ...form.getInputProps(field) }
          return field === 'password' ? (
            <PasswordInput
              key={form.key(field)}
              {...props}
              description={t('field.newPasswordHint')}
              visibilityToggleButtonProps={{ 'aria-label': t('field.showPassword') }}
            />
          ) : (
            <TextInput key={form.key(field)} {...props} type={field === 'email' ? 'email' : 'text'} dir={field === 'email' ? 'ltr' : undefined} />
          )
        })}
        <Button type="submit" size="md" loading={send.isPending}>
          {action}
        </Button>
      </form>
    </FrontDoor>
  )
}
