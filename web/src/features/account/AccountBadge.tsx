import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Account } from './queries'

/** Whether it works, by what would stop it first. */
export function AccountBadge({ account: { loginNeeded, restriction, tokenMissingScopes } }: { account: Account }) {
  const { t } = useTranslation()
  const [label, color] = loginNeeded
    ? (['account.state.login', 'red'] as const)
    : restriction
      ? (['account.state.restricted', 'red'] as const)
      : tokenMissingScopes.length > 0
        ? (['account.state.scopes', 'yellow'] as const)
        : (['account.state.good', 'wa'] as const)
  return (
    <Badge variant="light" color={color}>
      {t(label)}
    </Badge>
  )
}
