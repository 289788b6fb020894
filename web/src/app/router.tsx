import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { meQuery } from '../api/me'
import { anyAccountQuery } from '../features/trial/connected'
import { Broken, Opening } from './Furniture'
import { queries } from './queries'
import { analyticsRoutes } from './routes/analytics'
import { campaignRoutes } from './routes/campaign'
import { contactRoutes } from './routes/contact'
import { frontDoor } from './routes/identity'
import { inboxRoutes } from './routes/inbox'
import { inside, root } from './routes/root'
import { settingsRoutes } from './routes/settings'
import { templateRoutes } from './routes/template'
import { welcome } from './routes/trial'
import { screens } from './screens'

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await context.queries.ensureQueryData(meQuery)
    // whoever may connect begins with it; should it not be known, the screens will say so
    if (me.permissions.includes('MANAGE_ACCOUNTS')) {
      const connected = await context.queries.ensureQueryData(anyAccountQuery).catch(() => true)
      if (!connected) throw redirect({ to: '/welcome', replace: true })
    }
    const first = screens.find(screen => me.permissions.includes(screen.needs))
    throw redirect({ to: first?.to ?? '/settings', replace: true })
  },
})

export const router = createRouter({
  routeTree: root.addChildren([...frontDoor, inside.addChildren([home, welcome, inboxRoutes, ...campaignRoutes, ...templateRoutes, ...contactRoutes, ...analyticsRoutes, settingsRoutes])]),
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
