import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './root'
import { text } from './search'

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { to?: string; after?: 'reset' } => ({
    // our own addresses only
    to: text(search.to)?.match(/^\/(?!\/)/) ? text(search.to) : undefined,
    after: search.after === 'reset' ? 'reset' : undefined,
  }),
  component: lazyRouteComponent(() => import('../../features/identity/SignInPage'), 'SignInPage'),
})

const linkPages = () => import('../../features/identity/LinkPages')
const setUp = createRoute({ getParentRoute: () => root, path: '/setup', component: lazyRouteComponent(linkPages, 'SetUpPage') })
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(linkPages, 'InvitationPage'),
})
const reset = createRoute({ getParentRoute: () => root, path: '/reset', component: lazyRouteComponent(linkPages, 'ResetPage') })

export const frontDoor = [signIn, setUp, invitation, reset] as const
