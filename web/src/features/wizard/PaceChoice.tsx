import { NumberInput, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber, formatRate } from '../../lib/format'
import { Card } from '../../ui/Card'
import type { Forecast } from './queries'
import type { DraftInHand } from './useDraft'
import classes from './Wizard.module.css'

const MOST = 60_000
const USUAL = 60
/** How the server is told that there is none. */
const NONE = 0

/** As fast as the numbers may, or at most so many messages a minute. */
export function PaceChoice({ hand: { draft, saver }, forecast }: { hand: DraftInHand; forecast?: Forecast }) {
  const { t } = useTranslation()
  const [fixed, setFixed] = useState<number | string | undefined>(draft.messagesPerMinute)
  const isPace = typeof fixed === 'number' && fixed >= 1 && fixed <= MOST
  const set = (perMinute?: number | string) => {
    setFixed(perMinute)
    if (perMinute === undefined) saver.edit({ messagesPerMinute: NONE })
    else if (typeof perMinute === 'number' && perMinute >= 1 && perMinute <= MOST) saver.edit({ messagesPerMinute: perMinute })
  }
  return (
    <Card title={t('wizard.timing.pace')} hint={fixed === undefined ? undefined : t('wizard.timing.paceHint')}>
      <div className={classes.parts}>
        <SegmentedControl
          className={classes.narrow}
          aria-label={t('wizard.timing.paceHow')}
          value={fixed === undefined ? 'automatic' : 'fixed'}
          onChange={value => set(value === 'fixed' ? USUAL : undefined)}
          data={[
            { value: 'automatic', label: t('wizard.timing.paceAutomatic') },
            { value: 'fixed', label: t('wizard.timing.paceFixed') },
          ]}
        />
        {fixed === undefined ? (
          <p className={classes.plain}>
            {forecast && forecast.messagesPerSecond > 0
              ? t('wizard.timing.automatic', { n: formatRate(forecast.messagesPerSecond) })
              : t('wizard.timing.automaticUnknown')}
          </p>
        ) : (
          <NumberInput
            className={classes.narrow}
            label={t('wizard.timing.perMinute')}
            min={1}
            max={MOST}
            clampBehavior="none"
            allowDecimal={false}
            value={fixed}
            error={isPace ? undefined : t('wizard.timing.perMinuteWrong', { most: formatNumber(MOST) })}
            onChange={set}
          />
        )}
      </div>
    </Card>
  )
}
