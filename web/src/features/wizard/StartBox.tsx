import { Button, Modal, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { formatDateTime, formatNumber } from '../../lib/format'
import { Card } from '../../ui/Card'
import { IconPlay } from '../../ui/icons'
import { ProblemNote } from '../../ui/ProblemNote'
import { IconCalendar } from './icons'
import { forget } from './kept'
import { type Campaign, type Forecast, schedule, start } from './queries'
import { instantOf, isPast } from './time'
import classes from './Wizard.module.css'

interface Props {
  draft: Campaign
  forecast: Forecast
  /** Local time of the zone; absent: now. */
  at?: string
  zone: string
}

/** Above so many people the number is to be typed: nobody writes to a crowd by a slip of the finger. */
const TYPED_ABOVE = 500

export function StartBox({ draft, forecast, at, zone }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const { willBeSent, problems } = forecast
  const past = isPast(at, zone)
  const hindered = !may('MANAGE_CAMPAIGNS')
    ? t('problem.forbidden')
    : problems.length > 0
      ? t('wizard.review.hindered')
      : willBeSent === 0
        ? t('problem.audienceEmpty')
        : past
          ? t('wizard.timing.past')
          : undefined
  return (
    <Card>
      <p className={classes.big}>{formatNumber(willBeSent)}</p>
      <p className={classes.hint}>{t('wizard.review.willGet')}</p>
      <Button
        fullWidth
        size="md"
        mt="md"
        leftSection={at ? <IconCalendar size={20} /> : <IconPlay size={20} />}
        disabled={hindered !== undefined}
        onClick={() => setAsking(true)}
      >
        {at ? t('wizard.review.schedule') : t('campaign.start')}
      </Button>
      {hindered && (
        <Text size="sm" c="dimmed" mt="xs">
          {hindered}
        </Text>
      )}
      {asking && <Ask draft={draft} people={willBeSent} at={at} zone={zone} onClose={() => setAsking(false)} />}
    </Card>
  )
}

interface AskProps extends Omit<Props, 'forecast'> {
  people: number
  onClose: () => void
}

function Ask({ draft, people, at, zone, onClose }: AskProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const going = useMutation({
    mutationFn: () => (at ? schedule(draft.id, at, zone) : start(draft.id)),
    onSuccess: () => {
      forget(draft.id)
      void navigate({ to: '/campaigns/$campaignId', params: { campaignId: draft.id } })
    },
  })
  const isTyped = people <= TYPED_ABOVE || typed.replace(/\D/g, '') === String(people)
  return (
    <Modal opened onClose={onClose} title={t('campaign.startTitle', { name: draft.name })} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (isTyped) going.mutate()
        }}
      >
        <Text size="sm">
          {at
            ? t('wizard.review.askLater', { n: formatNumber(people), at: formatDateTime(instantOf(at, zone)), zone })
            : t('wizard.review.askNow', { n: formatNumber(people) })}
        </Text>
        {people > TYPED_ABOVE && (
          <TextInput
            mt="md"
            data-autofocus
            inputMode="numeric"
            autoComplete="off"
            label={t('wizard.review.typeIt', { n: formatNumber(people) })}
            value={typed}
            onChange={event => setTyped(event.currentTarget.value)}
          />
        )}
        {going.error && <ProblemNote error={going.error} />}
        <div className={classes.dialogFoot}>
          <Button variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button type="submit" disabled={!isTyped} loading={going.isPending}>
            {at ? t('wizard.review.schedule') : t('campaign.start')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
