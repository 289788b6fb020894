import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { inside } from './root'
import { text } from './search'

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('../SettingsLayout'), 'SettingsLayout'),
})
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/organization', replace: true })
  },
})
const organization = createRoute({
  getParentRoute: () => settings,
  path: '/organization',
  component: lazyRouteComponent(() => import('../../features/identity/OrganizationPage'), 'OrganizationPage'),
})
const users = createRoute({
  getParentRoute: () => settings,
  path: '/users',
  validateSearch: (search): { role?: string; active?: 'no' } => ({
    role: text(search.role),
    active: search.active === 'no' ? 'no' : undefined,
  }),
  component: lazyRouteComponent(() => import('../../features/identity/UsersPage'), 'UsersPage'),
})
const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('../../features/identity/ApiKeysPage'), 'ApiKeysPage'),
})
const audit = createRoute({
  getParentRoute: () => settings,
  path: '/audit',
  validateSearch: (search): { action?: string; user?: string; from?: string; to?: string } => ({
    action: text(search.action),
    user: text(search.user),
    from: text(search.from),
    to: text(search.to),
  }),
  component: lazyRouteComponent(() => import('../../features/audit/AuditPage'), 'AuditPage'),
})
const account = createRoute({
  getParentRoute: () => settings,
  path: '/sessions',
  component: lazyRouteComponent(() => import('../../features/identity/SessionsPage'), 'SessionsPage'),
})

export const settingsRoutes = settings.addChildren([settingsHome, organization, users, apiKeys, audit, account])
