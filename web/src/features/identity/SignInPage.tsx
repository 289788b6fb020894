import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { rules } from '../../lib/rules'
import { ProblemNote } from '../../ui/ProblemNote'
import { FrontDoor } from './FrontDoor'
import classes from './FrontDoor.module.css'
import { signIn } from './queries'

export function SignInPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { to, after } = useSearch({ from: '/sign-in' })
  const rule = rules(t)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: { email: rule.required, password: rule.required },
  })
  const enter = useMutation({ mutationFn: signIn, onSuccess: () => navigate({ href: to ?? '/', replace: true }) })
  return (
    <FrontDoor title={t('signIn.title')} hint={t('signIn.hint')}>
      <form className={classes.form} noValidate onSubmit={form.onSubmit(values => enter.mutate(values))}>
        {after === 'reset' && !enter.error && (
          <Alert color="wa" variant="light" role="status">
            {t('reset.done')}
          </Alert>
        )}
        {enter.error && <ProblemNote error={enter.error} />}
        <TextInput
          label={t('field.email')}
          type="email"
          autoComplete="username"
          autoFocus
          dir="ltr"
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('field.password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('field.showPassword') }}
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" loading={enter.isPending}>
          {t('signIn.action')}
        </Button>
        <p className={classes.hint}>{t('signIn.forgotten')}</p>
      </form>
    </FrontDoor>
  )
}
