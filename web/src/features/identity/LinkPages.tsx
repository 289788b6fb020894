import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LinkForm } from './LinkForm'
import { acceptInvitation, resetPassword, setUp } from './queries'

/** The link that the first start prints. */
export function SetUpPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <LinkForm
      title={t('setUp.title')}
      hint={t('setUp.hint')}
      action={t('setUp.action')}
      asks={['organizationName', 'name', 'email', 'password']}
      submit={setUp}
      onDone={() => void navigate({ to: '/', replace: true })}
    />
  )
}

export function InvitationPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <LinkForm
      title={t('invitation.title')}
      hint={t('invitation.hint')}
      action={t('invitation.action')}
      asks={['name', 'password']}
      submit={acceptInvitation}
      onDone={() => void navigate({ to: '/', replace: true })}
    />
  )
}

export function ResetPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <LinkForm
      title={t('reset.title')}
      hint={t('reset.hint')}
      action={t('reset.action')}
      asks={['password']}
      submit={resetPassword}
      onDone={() => void navigate({ to: '/sign-in', search: { after: 'reset' }, replace: true })}
    />
  )
}
