import { Chip, Group, Select, Switch, TextInput } from '@mantine/core'
import i18next from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { Card } from '../../ui/Card'
import { zones } from './time'
import type { DraftInHand } from './useDraft'
import classes from './Wizard.module.css'

type Day = Schemas['DayOfWeek']
const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const satisfies Day[]
const WORKDAYS: Day[] = days.slice(0, 5)
/** A Monday; only the names of days are taken from it. */
const MONDAY = Date.UTC(2026, 10, 30)
const DAY = 86_400_000

const dayName = (day: Day) =>
  new Intl.DateTimeFormat(i18next.language, { weekday: 'short', timeZone: 'UTC' }).format(MONDAY + days.indexOf(day) * DAY)

interface Hours {
  days: Day[]
  from: string
  to: string
}

/** The server's times have seconds where they are not zero. */
const short = (time: unknown) => String(time).slice(0, 5)

interface Props {
  hand: DraftInHand
  zone: string
  onZone: (zone: string) => void
}

export function HoursEditor({ hand: { draft, saver }, zone, onZone }: Props) {
  const { t } = useTranslation()
  const kept = draft.sendingHours
  const [hours, setHours] = useState<Hours | undefined>(kept && { days: [...kept.days], from: short(kept.from), to: short(kept.to) })
  const set = (changed: Hours | undefined) => {
    setHours(changed)
    const { days: on, from, to } = changed ?? { days: [], from: '09:00', to: '18:00' }
    // hours without a day would be none, which the switch says better
    if (changed && on.length === 0) return
    saver.edit({ zone, sendingHours: { days: on, from: from as never, to: to as never } })
  }
  return (
    <Card title={t('wizard.timing.hours')} hint={t('wizard.timing.hoursHint')}>
      <div className={classes.parts}>
        <Switch
          label={t('wizard.timing.hoursOn')}
          checked={hours !== undefined}
          onChange={event => set(event.currentTarget.checked ? { days: WORKDAYS, from: '09:00', to: '18:00' } : undefined)}
        />
        {hours && (
          <>
            <Chip.Group multiple value={hours.days} onChange={chosen => set({ ...hours, days: chosen as Day[] })}>
              <Group gap={6} role="group" aria-label={t('wizard.timing.days')}>
                {days.map(day => (
                  <Chip key={day} value={day} size="sm">
                    {dayName(day)}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
            {hours.days.length === 0 && <p className={classes.bad}>{t('wizard.timing.noDay')}</p>}
            <div className={classes.pair}>
              <TextInput type="time" label={t('wizard.timing.from')} value={hours.from} onChange={event => event.currentTarget.value && set({ ...hours, from: event.currentTarget.value })} />
              <TextInput type="time" label={t('wizard.timing.to')} value={hours.to} onChange={event => event.currentTarget.value && set({ ...hours, to: event.currentTarget.value })} />
              <Select label={t('wizard.timing.zone')} searchable allowDeselect={false} data={zones()} value={zone} onChange={chosen => chosen && onZone(chosen)} />
            </div>
          </>
        )}
      </div>
    </Card>
  )
}
