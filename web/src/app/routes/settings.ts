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
const sessions = createRoute({
  getParentRoute: () => settings,
  path: '/sessions',
  component: lazyRouteComponent(() => import('../../features/identity/SessionsPage'), 'SessionsPage'),
})
const accounts = createRoute({
  getParentRoute: () => settings,
  path: '/accounts',
  validateSearch: (search): { connect?: 'yes' } => ({ connect: search.connect === 'yes' ? 'yes' : undefined }),
  component: lazyRouteComponent(() => import('../../features/account/AccountsPage'), 'AccountsPage'),
})
const account = createRoute({
  getParentRoute: () => settings,
  path: '/accounts/$accountId',
  component: lazyRouteComponent(() => import('../../features/account/AccountPage'), 'AccountPage'),
})
const doctor = createRoute({
  getParentRoute: () => settings,
  path: '/doctor',
  component: lazyRouteComponent(() => import('../../features/account/DoctorPage'), 'DoctorPage'),
})
const simulator = createRoute({
  getParentRoute: () => settings,
  path: '/simulator',
  component: lazyRouteComponent(() => import('../../features/trial/SimulatorPage'), 'SimulatorPage'),
})

const settingsPages = () => import('../../features/settings/SettingsPages')
const inbox = createRoute({ getParentRoute: () => settings, path: '/inbox', component: lazyRouteComponent(settingsPages, 'InboxSettingsPage') })
const consent = createRoute({ getParentRoute: () => settings, path: '/consent', component: lazyRouteComponent(settingsPages, 'ConsentSettingsPage') })
const general = createRoute({ getParentRoute: () => settings, path: '/general', component: lazyRouteComponent(settingsPages, 'GeneralSettingsPage') })
const cannedReplies = createRoute({
  getParentRoute: () => settings,
  path: '/canned-replies',
  validateSearch: (search): { q?: string } => ({ q: text(search.q) }),
  component: lazyRouteComponent(() => import('../../features/settings/CannedRepliesPage'), 'CannedRepliesPage'),
})
const tags = createRoute({
  getParentRoute: () => settings,
  path: '/tags',
  component: lazyRouteComponent(() => import('../../features/settings/TagsPage'), 'TagsPage'),
})
const webhooks = createRoute({
  getParentRoute: () => settings,
  path: '/webhooks',
  validateSearch: (search): { tab?: 'kept' } => ({ tab: search.tab === 'kept' ? 'kept' : undefined }),
  component: lazyRouteComponent(() => import('../../features/settings/WebhooksPage'), 'WebhooksPage'),
})

export const settingsRoutes = settings.addChildren([
  settingsHome,
  organization,
  users,
  apiKeys,
  audit,
  sessions,
  accounts,
  account,
  doctor,
  simulator,
  webhooks,
  inbox,
  cannedReplies,
  consent,
  tags,
  general,
])
