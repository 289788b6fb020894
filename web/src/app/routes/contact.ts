import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readContactSearch } from '../../features/contact/search'
import { inside } from './root'
import { text } from './search'

const people = createRoute({ getParentRoute: () => inside, id: 'people', component: lazyRouteComponent(() => import('../PeopleLayout'), 'PeopleLayout') })
const contacts = createRoute({
  getParentRoute: () => people,
  path: '/contacts',
  validateSearch: readContactSearch,
  component: lazyRouteComponent(() => import('../../features/contact/ContactsPage'), 'ContactsPage'),
})
const work = createRoute({
  getParentRoute: () => people,
  path: '/contacts/work',
  component: lazyRouteComponent(() => import('../../features/contact/WorkPage'), 'WorkPage'),
})
const audiences = createRoute({
  getParentRoute: () => people,
  path: '/audiences',
  validateSearch: (search): { q?: string } => ({ q: text(search.q) }),
  component: lazyRouteComponent(() => import('../../features/audience/AudiencesPage'), 'AudiencesPage'),
})
const contact = createRoute({
  getParentRoute: () => inside,
  path: '/contacts/$contactId',
  component: lazyRouteComponent(() => import('../../features/contact/ContactPage'), 'ContactPage'),
})
const imported = createRoute({
  getParentRoute: () => inside,
  path: '/contacts/imports/$jobId',
  component: lazyRouteComponent(() => import('../../features/contact/import/ImportPage'), 'ImportPage'),
})
const audiencePage = () => import('../../features/audience/AudiencePage')
const newAudience = createRoute({ getParentRoute: () => inside, path: '/audiences/new', component: lazyRouteComponent(audiencePage, 'NewAudiencePage') })
const audience = createRoute({ getParentRoute: () => inside, path: '/audiences/$audienceId', component: lazyRouteComponent(audiencePage, 'AudiencePage') })

export const contactRoutes = [people.addChildren([contacts, work, audiences]), contact, imported, newAudience, audience] as const
