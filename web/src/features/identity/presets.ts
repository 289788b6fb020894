import type { Permission } from '../../api/me'
import type { I18nKey } from '../../lib/i18n'

/** What `./wabs send` asks for, and the whole numbers in its result. */
const SEND: readonly Permission[] = [
  'SEE_ACCOUNTS',
  'SEE_TEMPLATES',
  'SEE_CAMPAIGNS',
  'MANAGE_CAMPAIGNS',
  'MANAGE_CONTACTS',
  'EXPORT_CONTACTS',
  'SEE_PHONE_NUMBERS',
]

interface Preset {
  label: I18nKey
  permissions: readonly Permission[]
}

/** What keys are usually made for; a key that may only half of it would be of no use, so its maker must have all of it. */
export function presetsOf(mine: Permission[]): Preset[] {
  const presets: Preset[] = [
    { label: 'apiKeys.presetSend', permissions: SEND },
    { label: 'apiKeys.presetRead', permissions: mine.filter(permission => permission.startsWith('SEE_')) },
    { label: 'apiKeys.presetAll', permissions: mine },
  ]
  return presets.filter(({ permissions }) => permissions.length > 0 && permissions.every(permission => mine.includes(permission)))
}
