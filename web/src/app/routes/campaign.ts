import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { CampaignFilter } from '../../features/campaign/queries'
import { type Slice, sliceOf } from '../../features/campaign/slice'
import { states } from '../../features/campaign/words'
import { isStep, type Step } from '../../features/wizard/steps'
import { inside } from './root'
import { text } from './search'

const campaigns = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns',
  validateSearch: (search): CampaignFilter => ({
    q: text(search.q),
    state: states.find(state => state === search.state),
    sort: search.sort === 'OLDEST' || search.sort === 'NAME' ? search.sort : undefined,
  }),
  component: lazyRouteComponent(() => import('../../features/campaign/CampaignsPage'), 'CampaignsPage'),
})
const newCampaign = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/new',
  component: lazyRouteComponent(() => import('../../features/wizard/NewCampaign'), 'NewCampaign'),
})
const edit = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/$campaignId/edit',
  validateSearch: (search): { step?: Step } => ({ step: isStep(search.step) ? search.step : undefined }),
  component: lazyRouteComponent(() => import('../CampaignWizard'), 'CampaignWizard'),
})
const campaign = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/$campaignId',
  validateSearch: (search): Slice & { message?: string } => ({
    ...sliceOf(search),
    message: text(search.message),
  }),
  component: lazyRouteComponent(() => import('../../features/campaign/CampaignPage'), 'CampaignPage'),
})

export const campaignRoutes = [campaigns, newCampaign, edit, campaign] as const
