import type { Permission } from '../api/me'
import type { I18nKey } from '../lib/i18n'

/** What settings consist of, in the order of their bar. */
export const settingsGroups = [
  {
    title: 'settings.whatsapp',
    pages: [
      { to: '/settings/accounts', label: 'account.title', needs: 'SEE_ACCOUNTS' },
      { to: '/settings/doctor', label: 'doctor.title', needs: 'RUN_DOCTOR' },
      { to: '/settings/simulator', label: 'simulator.title', needs: 'SEE_ACCOUNTS' },
      { to: '/settings/webhooks', label: 'webhook.title', needs: 'SEE_WEBHOOKS' },
    ],
  },
  {
    title: 'settings.work',
    pages: [
      { to: '/settings/inbox', label: 'setting.inbox', needs: 'SEE_SETTINGS' },
      { to: '/settings/canned-replies', label: 'canned.title', needs: 'SEE_CONVERSATIONS' },
      { to: '/settings/consent', label: 'setting.consent', needs: 'SEE_SETTINGS' },
      { to: '/settings/tags', label: 'tag.title', needs: 'SEE_CONTACTS' },
      { to: '/settings/general', label: 'setting.general', needs: 'SEE_SETTINGS' },
    ],
  },
  {
    title: 'settings.organization',
    pages: [
      { to: '/settings/organization', label: 'organization.title', needs: 'SEE_SETTINGS' },
      { to: '/settings/users', label: 'users.title', needs: 'SEE_USERS' },
      { to: '/settings/api-keys', label: 'apiKeys.title', needs: 'SEE_API_KEYS' },
      { to: '/settings/audit', label: 'audit.title', needs: 'SEE_AUDIT' },
      { to: '/settings/sessions', label: 'sessions.title', needs: 'SELF' },
    ],
  },
] as const satisfies { title: I18nKey; pages: { to: string; label: I18nKey; needs: Permission }[] }[]

export const settingsPages = settingsGroups.flatMap(({ pages }): readonly { to: (typeof pages)[number]['to']; label: I18nKey; needs: Permission }[] => pages)
