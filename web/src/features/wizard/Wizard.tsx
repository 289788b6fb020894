import { Anchor, Button, Group, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page'
import { ProblemNote } from '../../ui/ProblemNote'
import { isChosen, type Source, sourceOf } from './audience'
import { AudienceStep } from './AudienceStep'
import { BasicsStep } from './BasicsStep'
import type { Importing } from './FileAudience'
import { useKept } from './kept'
import { MessageStep } from './MessageStep'
import { type Campaign, draftQuery, forecastQuery } from './queries'
import { ReviewStep } from './ReviewStep'
import { SaveNote } from './SaveNote'
import { StepBar } from './StepBar'
import { after, before, isFilled, type Step } from './steps'
import { TimingStep } from './TimingStep'
import { useDraft } from './useDraft'
import classes from './Wizard.module.css'

/** A draft, step by step. Whoever leaves comes back to where they were. */
export function Wizard({ importing }: { importing: Importing }) {
  const { campaignId } = useParams({ from: '/inside/campaigns/$campaignId/edit' })
  const { data, error, refetch } = useQuery(draftQuery(campaignId))
  if (!data) return error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton height={320} />
  // somebody started it meanwhile, or an old address was opened
  if (data.state !== 'DRAFT') return <Navigate to="/campaigns/$campaignId" params={{ campaignId }} replace />
  return <Steps key={campaignId} campaign={data} importing={importing} />
}

function Steps({ campaign, importing }: { campaign: Campaign; importing: Importing }) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/campaigns/$campaignId/edit' })
  const { step: asked } = useSearch({ from: '/inside/campaigns/$campaignId/edit' })
  const { kept, keep } = useKept(campaign.id)
  const hand = useDraft(campaign)
  const { draft, state, saver } = hand
  const step = asked ?? kept.step ?? 'basics'
  const forecast = useQuery(forecastQuery(draft.id, draft.version))
  useEffect(() => keep({ step }), [step, keep])
  const go = async (to: Step) => {
    if (await saver.flush()) void navigate({ search: { step: to } })
  }
  const next = after(step)
  const former = before(step)
  const [source, setSource] = useState<Source>(() => (kept.importId ? 'file' : sourceOf(draft.audience)))
  const hindered = useHindrance(draft, step, isChosen(source, draft.audience, kept.importId))
  return (
    <div className={classes.wide}>
      <Anchor component={Link} to="/campaigns" size="sm">
        {t('campaign.back')}
      </Anchor>
      <Page title={draft.name} actions={<SaveNote state={state} onAgain={() => void saver.flush()} onAdopt={() => void hand.adopt()} />}>
        <StepBar draft={draft} here={step} forecast={forecast.data} onGo={to => void go(to)} />
        {step === 'basics' && <BasicsStep hand={hand} />}
        {step === 'audience' && <AudienceStep hand={hand} kept={kept} keep={keep} importing={importing} source={source} onSource={setSource} />}
        {step === 'message' && <MessageStep hand={hand} forecast={forecast.data} />}
        {step === 'timing' && <TimingStep hand={hand} forecast={forecast.data} kept={kept} keep={keep} />}
        {step === 'review' && <ReviewStep draft={draft} kept={kept} forecast={forecast} onGo={to => void go(to)} />}
        {next && (
          <Group justify="space-between" className={classes.foot}>
            {former ? (
              <Button variant="default" onClick={() => void go(former)}>
                {t('wizard.back')}
              </Button>
            ) : (
              <span />
            )}
            <div className={classes.next}>
              {hindered && <span className={classes.hint}>{hindered}</span>}
              <Button disabled={hindered !== undefined} onClick={() => void go(next)}>
                {t('wizard.next')}
              </Button>
            </div>
          </Group>
        )}
      </Page>
    </div>
  )
}

/** Why one cannot go on to the next step. */
function useHindrance(draft: Campaign, step: Step, hasAudience: boolean): string | undefined {
  const { t } = useTranslation()
  if (step === 'audience') return hasAudience ? undefined : t('wizard.needsAudience')
  if (isFilled(draft, step)) return undefined
  return step === 'message' ? t('wizard.needsTemplate') : t('wizard.needsName')
}
