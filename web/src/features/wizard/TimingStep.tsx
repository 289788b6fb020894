import { NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/Card'
import { HoursEditor } from './HoursEditor'
import type { Kept } from './kept'
import { PaceChoice } from './PaceChoice'
import type { Forecast } from './queries'
import { isPast, localNow, ownZone, zones } from './time'
import type { DraftInHand } from './useDraft'
import classes from './Wizard.module.css'

interface Props {
  hand: DraftInHand
  forecast?: Forecast
  kept: Kept
  keep: (change: Kept) => void
}

/** When it starts, at which hours it may send, how often at most, and what stops it by itself. */
export function TimingStep({ hand, forecast, kept, keep }: Props) {
  const { t } = useTranslation()
  const { draft, saver } = hand
  const zone = draft.zone ?? ownZone()
  const later = kept.at !== undefined
  const setZone = (chosen: string) => saver.edit({ zone: chosen })
  return (
    <div className={classes.parts}>
      <Card title={t('wizard.timing.when')}>
        <div className={classes.parts}>
          <SegmentedControl
            className={classes.narrow}
            aria-label={t('wizard.timing.when')}
            value={later ? 'later' : 'now'}
            onChange={value => {
              keep({ at: value === 'later' ? localNow(60) : undefined })
              if (value === 'later') setZone(zone)
            }}
            data={[
              { value: 'now', label: t('wizard.timing.now') },
              { value: 'later', label: t('wizard.timing.later') },
            ]}
          />
          {later && (
            <div className={classes.pair}>
              <TextInput
                type="datetime-local"
                label={t('wizard.timing.at')}
                value={kept.at}
                error={isPast(kept.at, zone) ? t('wizard.timing.past') : undefined}
                onChange={event => keep({ at: event.currentTarget.value || localNow(60) })}
              />
              <Select label={t('wizard.timing.zone')} searchable allowDeselect={false} data={zones()} value={zone} onChange={chosen => chosen && setZone(chosen)} />
            </div>
          )}
        </div>
      </Card>
      <HoursEditor hand={hand} zone={zone} onZone={setZone} />
      <Cap hand={hand} />
      <PaceChoice hand={hand} forecast={forecast} />
      <Card title={t('wizard.timing.stops')} hint={t('wizard.timing.stopsHint')}>
        <ul className={classes.bullets}>
          <li>{t('wizard.timing.stop.breaker')}</li>
          <li>{t('wizard.timing.stop.template')}</li>
          <li>{t('wizard.timing.stop.number')}</li>
          <li>{t('wizard.timing.stop.account')}</li>
        </ul>
      </Card>
    </div>
  )
}

function Cap({ hand: { draft, saver } }: Pick<Props, 'hand'>) {
  const { t } = useTranslation()
  const [cap, setCap] = useState(draft.frequencyCap)
  const set = (messages: number, days: number) => {
    setCap(messages > 0 ? { messages, days } : undefined)
    if (messages <= 100 && days >= 1 && days <= 90) saver.edit({ frequencyCap: { messages, days } })
  }
  return (
    <Card title={t('wizard.timing.cap')} hint={t('wizard.timing.capHint')}>
      <div className={classes.parts}>
        <Switch label={t('wizard.timing.capOn')} checked={cap !== undefined} onChange={event => set(event.currentTarget.checked ? 2 : 0, 7)} />
        {cap && (
          <div className={classes.pair}>
            <NumberInput label={t('wizard.timing.capMessages')} min={1} max={100} allowDecimal={false} value={cap.messages} onChange={value => set(Number(value) || 1, cap.days)} />
            <NumberInput label={t('wizard.timing.capDays')} min={1} max={90} allowDecimal={false} value={cap.days} onChange={value => set(cap.messages, Number(value) || 1)} />
          </div>
        )}
      </div>
    </Card>
  )
}
