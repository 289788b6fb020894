import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { sessions } from '../api/session'
import { meQuery } from '../api/me'
import type { CampaignFilter } from '../features/campaign/queries'
import { type MessageStatus, states, statuses } from '../features/campaign/words'
import { Broken, Missing, Opening } from './Furniture'
import { queries } from './queries'
import { screens } from './screens'
import { Shell } from './Shell'

interface Context {
  queries: QueryClient
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: Missing })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { to?: string; after?: 'reset' } => ({
    // our own addresses only
    to: text(search.to)?.match(/^\/(?!\/)/) ? text(search.to) : undefined,
    after: search.after === 'reset' ? 'reset' : undefined,
  }),
  component: lazyRouteComponent(() => import('../features/identity/SignInPage'), 'SignInPage'),
})

const linkPages = () => import('../features/identity/LinkPages')
const setUp = createRoute({ getParentRoute: () => root, path: '/setup', component: lazyRouteComponent(linkPages, 'SetUpPage') })
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(linkPages, 'InvitationPage'),
})
const reset = createRoute({ getParentRoute: () => root, path: '/reset', component: lazyRouteComponent(linkPages, 'ResetPage') })

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    const session = await sessions.known()
    if (session.kind !== 'signedIn') throw redirect({ to: '/sign-in', search: { to: location.href }, replace: true })
  },
  loader: ({ context }) => context.queries.ensureQueryData(meQuery),
  component: Shell,
  notFoundComponent: Missing,
})

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await context.queries.ensureQueryData(meQuery)
    const first = screens.find(screen => me.permissions.includes(screen.needs))
    throw redirect({ to: first?.to ?? '/settings', replace: true })
  },
})

const campaigns = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns',
  validateSearch: (search): CampaignFilter => ({
    q: text(search.q),
    state: states.find(state => state === search.state),
    sort: search.sort === 'OLDEST' || search.sort === 'NAME' ? search.sort : undefined,
  }),
  component: lazyRouteComponent(() => import('../features/campaign/CampaignsPage'), 'CampaignsPage'),
})
const campaign = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/$campaignId',
  validateSearch: (search): { status?: MessageStatus; message?: string } => ({
    status: statuses.find(status => status === search.status),
    message: text(search.message),
  }),
  component: lazyRouteComponent(() => import('../features/campaign/CampaignPage'), 'CampaignPage'),
})

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('./SettingsLayout'), 'SettingsLayout'),
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
  component: lazyRouteComponent(() => import('../features/identity/OrganizationPage'), 'OrganizationPage'),
})
const users = createRoute({
  getParentRoute: () => settings,
  path: '/users',
  validateSearch: (search): { role?: string; active?: 'no' } => ({
    role: text(search.role),
    active: search.active === 'no' ? 'no' : undefined,
  }),
  component: lazyRouteComponent(() => import('../features/identity/UsersPage'), 'UsersPage'),
})
const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('../features/identity/ApiKeysPage'), 'ApiKeysPage'),
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
  component: lazyRouteComponent(() => import('../features/audit/AuditPage'), 'AuditPage'),
})
const account = createRoute({
  getParentRoute: () => settings,
  path: '/sessions',
  component: lazyRouteComponent(() => import('../features/identity/SessionsPage'), 'SessionsPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setUp,
    invitation,
    reset,
    inside.addChildren([home, campaigns, campaign, settings.addChildren([settingsHome, organization, users, apiKeys, audit, account])]),
  ]),
  context: { queries },
  defaultPreload: 'intent',
  defaultPendingComponent: Opening,
  defaultPendingMs: 150,
  defaultErrorComponent: Broken,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
