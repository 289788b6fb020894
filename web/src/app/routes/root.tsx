import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect, retainSearchParams } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { meQuery } from '../../api/me'
import { sessions } from '../../api/session'
import { allWords } from '../../lib/i18n'
import { Missing } from '../Furniture'
import { text } from './search'

interface Context {
  queries: QueryClient
}

export const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: Missing })

/** Everything behind the sign-in. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  // the number that people narrowed the screens to goes with them
  validateSearch: (search): { number?: string } => ({ number: text(search.number) }),
  search: { middlewares: [retainSearchParams(['number'])] },
  beforeLoad: async ({ location }) => {
    const [session] = await Promise.all([sessions.known(), allWords()])
    if (session.kind !== 'signedIn') throw redirect({ to: '/sign-in', search: { to: location.href }, replace: true })
  },
  loader: ({ context }) => context.queries.ensureQueryData(meQuery),
  // the way in does without it
  component: lazyRouteComponent(() => import('../Shell'), 'Shell'),
  notFoundComponent: Missing,
})
