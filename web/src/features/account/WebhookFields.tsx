import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CopyField } from '../../ui/CopyField'

/** What is entered at Meta. The token is shown this once. */
export function WebhookFields({ path, verifyToken }: { path: string; verifyToken?: string }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm">
      <CopyField label={t('account.webhook')} value={location.origin + path} hint={t('account.webhookHint')} />
      {verifyToken && <CopyField label={t('account.verifyToken')} value={verifyToken} hint={t('account.verifyTokenOnce')} />}
    </Stack>
  )
}
