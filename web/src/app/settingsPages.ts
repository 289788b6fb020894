import type { Permission } from '../api/me'
import type { I18nKey } from '../lib/i18n'

/** What settings consist of, in the order of their bar. */
export const settingsPages = [
  { to: '/settings/organization', label: 'organization.title', needs: 'SEE_SETTINGS' },
  { to: '/settings/users', label: 'users.title', needs: 'SEE_USERS' },
  { to: '/settings/api-keys', label: 'apiKeys.title', needs: 'SEE_API_KEYS' },
  { to: '/settings/audit', label: 'audit.title', needs: 'SEE_AUDIT' },
  { to: '/settings/sessions', label: 'sessions.title', needs: 'SELF' },
] as const satisfies { to: string; label: I18nKey; needs: Permission }[]
