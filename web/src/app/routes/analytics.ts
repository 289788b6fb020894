import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readAnalyticsSearch } from '../../features/analytics/period'
import { inside } from './root'

const analytics = createRoute({
  getParentRoute: () => inside,
  path: '/analytics',
  validateSearch: readAnalyticsSearch,
  component: lazyRouteComponent(() => import('../../features/analytics/AnalyticsPage'), 'AnalyticsPage'),
})

export const analyticsRoutes = [analytics] as const
