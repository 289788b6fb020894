import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import type { I18nKey } from '../../lib/i18n'
import { Card } from '../../ui/Card'
import { IconAlert, IconBan, IconCheck } from '../../ui/icons'
import type { Campaign, Forecast } from './queries'
import { type Step, stepOf, stepOfWarning } from './steps'
import classes from './Wizard.module.css'

interface Props {
  forecast: Forecast
  draft: Campaign
  onGo: (step: Step) => void
}

interface Line {
  light: 'red' | 'amber' | 'green'
  text: string
  /** The server's own words are English. */
  foreign: boolean
  step: Step
}

const icons = { red: IconBan, amber: IconAlert, green: IconCheck }
const lights = { red: 'wizard.check.red', amber: 'wizard.check.amber', green: 'wizard.check.green' } satisfies Record<Line['light'], I18nKey>

/** Red keeps it from starting, amber is worth reading, green is in order. Each line leads to where it is mended. */
export function Checklist({ forecast, draft, onGo }: Props) {
  const { t } = useTranslation()
  return (
    <Card title={t('wizard.review.checklist')} flush>
      <ul className={classes.rows} aria-label={t('wizard.review.checklist')}>
        {useLines(forecast, draft).map(({ light, text, foreign, step }) => {
          const Picture = icons[light]
          return (
            <li key={`${light} ${text}`} className={classes.row} data-light={light}>
              <Picture size={20} className={classes.light} role="img" aria-label={t(lights[light])} />
              <span className={classes.grow} lang={foreign ? 'en' : undefined} dir={foreign ? 'auto' : undefined}>
                {text}
              </span>
              {light !== 'green' && (
                <Button size="compact-sm" variant="default" onClick={() => onGo(step)}>
                  {t('wizard.review.fix')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function useLines({ problems, warnings, willBeSent, limit }: Forecast, draft: Campaign): Line[] {
  const { t } = useTranslation()
  const bad = new Set(problems.map(problem => stepOf(problem.field)))
  const amber = new Set(warnings.map(warning => warning.kind))
  const good = (when: unknown, text: string, step: Step): Line[] => (when ? [{ light: 'green', text, foreign: false, step }] : [])
  return [
    ...problems.map<Line>(({ field, detail }) => ({ light: 'red', text: detail, foreign: true, step: stepOf(field) })),
    ...warnings.map<Line>(({ kind, detail }) => ({ light: 'amber', text: detail, foreign: true, step: stepOfWarning(kind) })),
    ...good(draft.template && !bad.has('message'), t('wizard.check.message'), 'message'),
    ...good(!bad.has('basics') && draft.template, t('wizard.check.numbers'), 'basics'),
    ...good(!bad.has('audience') && willBeSent > 0, t('wizard.check.audience', { n: formatNumber(willBeSent) }), 'audience'),
    ...good(!amber.has('MESSAGING_LIMIT') && draft.template && (!limit || willBeSent <= limit.left), t('wizard.check.limit'), 'timing'),
  ]
}
