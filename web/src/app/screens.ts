import type { Icon } from '@tabler/icons-react'
import type { Permission } from '../api/me'
import type { I18nKey } from '../lib/i18n'
import { IconAnalytics, IconCampaign, IconContacts, IconInbox, IconSettings, IconTemplate } from '../ui/icons'

interface Screen {
  to: '/inbox' | '/campaigns' | '/templates' | '/contacts' | '/analytics' | '/settings'
  label: I18nKey
  icon: Icon
  needs: Permission
  /** On a phone it stands in the menu of the person, since the bar has room for few. */
  inMenu?: true
}

/** What the rail offers, in its order; the first that one may see is where one starts. */
export const screens: Screen[] = [
  { to: '/inbox', label: 'screen.inbox', icon: IconInbox, needs: 'SEE_CONVERSATIONS' },
  { to: '/campaigns', label: 'screen.campaigns', icon: IconCampaign, needs: 'SEE_CAMPAIGNS' },
  { to: '/templates', label: 'screen.templates', icon: IconTemplate, needs: 'SEE_TEMPLATES', inMenu: true },
  { to: '/contacts', label: 'screen.contacts', icon: IconContacts, needs: 'SEE_CONTACTS' },
  { to: '/analytics', label: 'screen.analytics', icon: IconAnalytics, needs: 'SEE_ANALYTICS', inMenu: true },
  { to: '/settings', label: 'screen.settings', icon: IconSettings, needs: 'SELF', inMenu: true },
]
