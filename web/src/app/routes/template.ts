import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { isCategory } from '../../features/template/categories'
import type { TemplateFilter } from '../../features/template/queries'
import { inside } from './root'
import { text } from './search'

const templates = createRoute({
  getParentRoute: () => inside,
  path: '/templates',
  validateSearch: (search): TemplateFilter => ({
    q: text(search.q),
    status: text(search.status),
    category: isCategory(text(search.category)) ? (search.category as TemplateFilter['category']) : undefined,
    quality: text(search.quality),
    language: text(search.language),
    account: text(search.account),
  }),
  component: lazyRouteComponent(() => import('../../features/template/TemplatesPage'), 'TemplatesPage'),
})
const make = createRoute({
  getParentRoute: () => inside,
  path: '/templates/new',
  // a copy into a language starts from another template
  validateSearch: (search): { from?: string; language?: string } => ({ from: text(search.from), language: text(search.language) }),
  component: lazyRouteComponent(() => import('../../features/template/builder/BuilderPages'), 'NewTemplatePage'),
})
const template = createRoute({
  getParentRoute: () => inside,
  path: '/templates/$account/$name/$language',
  component: lazyRouteComponent(() => import('../../features/template/TemplatePage'), 'TemplatePage'),
})
const edit = createRoute({
  getParentRoute: () => inside,
  path: '/templates/$account/$name/$language/edit',
  component: lazyRouteComponent(() => import('../../features/template/builder/BuilderPages'), 'EditTemplatePage'),
})

export const templateRoutes = [templates, make, template, edit] as const
