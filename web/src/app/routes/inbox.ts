import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readSearch } from '../../features/inbox/search'
import { inside } from './root'

const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/inbox',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('../../features/inbox/InboxPage'), 'InboxPage'),
})
/** The page shows it in its own panes. */
const conversation = createRoute({ getParentRoute: () => inbox, path: '/$conversationId' })

export const inboxRoutes = inbox.addChildren([conversation])
