import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import type { I18nKey } from '../../lib/i18n'
import { Confirm } from '../../ui/Confirm'
import { refused, said } from '../../ui/toasts'
import classes from './Campaigns.module.css'
import { type Campaign, cancel, deleteDraft, pause, resume } from './queries'
import type { CampaignState } from './words'

type Action = 'pause' | 'resume' | 'cancel' | 'delete'

interface Bulk {
  label: I18nKey
  run: (id: string) => Promise<unknown>
  /** For whom it makes sense; the others are left alone. */
  on: CampaignState[]
  asks?: I18nKey
}

const actions: Record<Action, Bulk> = {
  pause: { label: 'campaign.pause', run: pause, on: ['PLANNING', 'RUNNING'] },
  resume: { label: 'campaign.resume', run: resume, on: ['PAUSED'] },
  cancel: { label: 'campaign.cancel', run: cancel, on: ['SCHEDULED', 'PLANNING', 'RUNNING', 'PAUSED'], asks: 'campaign.cancelHint' },
  delete: { label: 'campaigns.deleteDrafts', run: deleteDraft, on: ['DRAFT'], asks: 'campaigns.deleteHint' },
}

interface Props {
  campaigns: Campaign[]
  onAll: () => void
  onNone: () => void
}

/** What can be done with several at once; each says for how many of them. */
export function BulkBar({ campaigns, onAll, onNone }: Props) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<Action>()
  const of = (action: Action) => campaigns.filter(campaign => actions[action].on.includes(campaign.state))
  const doing = useMutation({
    // one after the other: the first refusal is told, those before it are done
    mutationFn: async (action: Action) => {
      for (const { id } of of(action)) await actions[action].run(id)
      return of(action).length
    },
    onError: refused,
    onSuccess: n => said(t('campaigns.done', { n: formatNumber(n) })),
    onSettled: () => {
      setAsking(undefined)
      onNone()
    },
  })
  const question = asking && actions[asking]
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t('campaigns.chosen', { n: formatNumber(campaigns.length) })}>
      <strong>{t('campaigns.chosen', { n: formatNumber(campaigns.length) })}</strong>
      {(Object.keys(actions) as Action[])
        .filter(action => of(action).length > 0)
        .map(action => (
          <Button
            key={action}
            size="xs"
            variant="default"
            loading={doing.isPending && doing.variables === action}
            onClick={() => (actions[action].asks ? setAsking(action) : doing.mutate(action))}
          >
            {t(actions[action].label)} ({formatNumber(of(action).length)})
          </Button>
        ))}
      <Button size="xs" variant="subtle" onClick={onAll}>
        {t('campaigns.chooseAll')}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={onNone}>
        {t('campaigns.chooseNone')}
      </Button>
      {asking && question?.asks && (
        <Confirm
          title={`${t(question.label)} (${formatNumber(of(asking).length)})`}
          text={t(question.asks)}
          action={t(question.label)}
          busy={doing.isPending}
          error={doing.error}
          onClose={() => setAsking(undefined)}
          onConfirm={() => doing.mutate(asking)}
        />
      )}
    </div>
  )
}
