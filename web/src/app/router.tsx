import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { meQuery } from '../api/me'
import { Broken, Opening } from './Furniture'
import { queries } from './queries'
import { campaignRoutes } from './routes/campaign'
import { frontDoor } from './routes/identity'
import { inboxRoutes } from './routes/inbox'
import { inside, root } from './routes/root'
import { settingsRoutes } from './routes/settings'
import { screens } from './screens'

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await context.queries.ensureQueryData(meQuery)
    const first = screens.find(screen => me.permissions.includes(screen.needs))
    throw redirect({ to: first?.to ?? '/settings', replace: true })
  },
})

export const router = createRouter({
  routeTree: root.addChildren([...frontDoor, inside.addChildren([home, inboxRoutes, ...campaignRoutes, settingsRoutes])]),
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
