import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/me'
import type { I18nKey } from '../../lib/i18n'
import { Page } from '../../ui/Page'
import { ProblemNote } from '../../ui/ProblemNote'
import { anyAccountQuery } from './connected'
import { IconDone, IconPlug, IconTry, IconWait } from './icons'
import { type Filling, type Step, steps, useFilling } from './useFilling'
import classes from './Welcome.module.css'

/** Where one begins as long as nothing is connected. */
export function WelcomePage() {
  const { t } = useTranslation()
  const me = useMe()
  const { filling, begin, again } = useFilling(t('welcome.draftName'))
  return (
    <div className={classes.wide}>
      <Page title={t('welcome.title', { name: me.name })} hint={t('welcome.hint')}>
        {filling.state === 'idle' ? <Choice onTry={begin} /> : <Progress filling={filling} onAgain={again} />}
      </Page>
    </div>
  )
}

function Choice({ onTry }: { onTry: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const connected = useQuery(anyAccountQuery).data
  return (
    <>
      <div className={classes.choice}>
        <section className={classes.card}>
          <span className={classes.picture}>
            <IconPlug size={28} stroke={1.6} aria-hidden />
          </span>
          <h2>{t('welcome.connect')}</h2>
          <p>{t('welcome.connectHint')}</p>
          <Button size="md" onClick={() => void navigate({ to: '/settings/accounts', search: { connect: 'yes' } })}>
            {t('welcome.connectGo')}
          </Button>
        </section>
        <section className={classes.card}>
          <span className={classes.picture}>
            <IconTry size={28} stroke={1.6} aria-hidden />
          </span>
          <h2>{t('welcome.try')}</h2>
          <p>{t('welcome.tryHint')}</p>
          <Button size="md" variant="light" onClick={onTry}>
            {t('welcome.tryGo')}
          </Button>
        </section>
      </div>
      {connected && (
        <p className={classes.quiet}>
          {t('welcome.connectedAlready')} <Link to="/">{t('welcome.start')}</Link>
        </p>
      )}
    </>
  )
}

const stepLabel = {
  simulator: 'welcome.step.simulator',
  templates: 'welcome.step.templates',
  people: 'welcome.step.people',
  letters: 'welcome.step.letters',
  draft: 'welcome.step.draft',
} as const satisfies Record<Step, I18nKey>

function Progress({ filling, onAgain }: { filling: Exclude<Filling, { state: 'idle' }>; onAgain: () => void }) {
  const { t } = useTranslation()
  const at = filling.state === 'ready' ? steps.length : steps.indexOf(filling.step)
  return (
    <section className={classes.card}>
      <h2>{t(filling.state === 'ready' ? 'welcome.ready' : 'welcome.filling')}</h2>
      <ol className={classes.steps} aria-live="polite">
        {steps.map((step, index) => (
          <li key={step} data-state={index < at ? 'done' : index > at ? 'waiting' : filling.state}>
            {index < at ? (
              <IconDone size={20} role="img" aria-label={t('action.done')} />
            ) : index === at && filling.state === 'running' ? (
              <Loader size={18} aria-label={t('list.loading')} />
            ) : (
              <IconWait size={20} aria-hidden />
            )}
            {t(stepLabel[step])}
          </li>
        ))}
      </ol>
      {filling.state === 'failed' && <ProblemNote error={filling.error} onRetry={onAgain} />}
      {filling.state === 'ready' && (
        <>
          <p>{t('welcome.readyHint')}</p>
          <div className={classes.actions}>
            <Button component={Link} to={`/campaigns/${filling.campaignId}`}>
              {t('welcome.toCampaign')}
            </Button>
            <Button variant="default" component={Link} to="/">
              {t('welcome.start')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
