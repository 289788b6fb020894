import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from './root'

export const welcome = createRoute({
  getParentRoute: () => inside,
  path: '/welcome',
  component: lazyRouteComponent(() => import('../../features/trial/WelcomePage'), 'WelcomePage'),
})
