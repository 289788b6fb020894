import type { Schemas } from '../../api/client'
import type { I18nKey } from '../../lib/i18n'

export type Role = Schemas['Role']

export const roleLabel = {
  OWNER: 'role.owner',
  ADMIN: 'role.admin',
  MANAGER: 'role.manager',
  AGENT: 'role.agent',
} satisfies Record<Role, I18nKey>

export const roleMeaning = {
  OWNER: 'role.ownerMeaning',
  ADMIN: 'role.adminMeaning',
  MANAGER: 'role.managerMeaning',
  AGENT: 'role.agentMeaning',
} satisfies Record<Role, I18nKey>

export const roles = Object.keys(roleLabel) as Role[]
