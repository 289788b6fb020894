import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import { IconCheck } from '../../ui/icons'
import type { Campaign, Forecast } from './queries'
import classes from './StepBar.module.css'
import { isFilled, type Step, stepLabel, steps } from './steps'

interface Props {
  here: Step
  draft?: Campaign
  forecast?: Forecast
  /** Left out while there is no draft yet. */
  onGo?: (step: Step) => void
}

/** The way from the name to the start: where one is, and in a few words what was said so far. */
export function StepBar({ here, draft, forecast, onGo }: Props) {
  const { t } = useTranslation()
  const at = steps.indexOf(here)
  const said: Partial<Record<Step, string>> = {
    audience: forecast && at > 1 ? t('wizard.people', { n: formatNumber(forecast.willBeSent) }) : undefined,
    message: draft?.template && `${draft.template.name} · ${draft.template.language}`,
  }
  return (
    <nav aria-label={t('wizard.steps')}>
      <ol className={classes.bar}>
        {steps.map((step, index) => {
          const done = draft !== undefined && index < at && isFilled(draft, step)
          return (
            <li key={step} className={classes.step} data-done={done || undefined} data-here={step === here || undefined}>
              <button type="button" className={classes.to} disabled={!onGo} aria-current={step === here ? 'step' : undefined} onClick={() => onGo?.(step)}>
                <span className={classes.mark}>{done ? <IconCheck size={18} stroke={3} aria-hidden /> : formatNumber(index + 1)}</span>
                <span className={classes.words}>
                  <span className={classes.name}>{t(stepLabel[step])}</span>
                  {said[step] && <bdi className={classes.said}>{said[step]}</bdi>}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
