import { Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../../api/client'
import { useMay } from '../../../api/me'
import { isMetas, useReason } from '../../../lib/reasons'
import { refused } from '../../../ui/toasts'
import { retryMessage, settleMessage } from '../queries'
import classes from './Bubble.module.css'

/** Why it failed, whose move it is, and the button; Meta's code is in the details. */
export function Failure({ id, failure }: { id: string; failure: Schemas['ThreadFailure'] }) {
  const { t } = useTranslation()
  const may = useMay()
  const { words, wayOut, foreign } = useReason(failure.code, failure)
  const retry = useMutation({ mutationFn: () => retryMessage(id), onError: refused })
  return (
    <div className={classes.failure}>
      <p {...foreign}>
        <strong>{words}</strong> {wayOut}
      </p>
      {failure.retryable && may('SEND_MESSAGES') && (
        <Button size="compact-sm" color="red" variant="light" loading={retry.isPending} onClick={() => retry.mutate()}>
          {t('inbox.retry')}
        </Button>
      )}
      {isMetas(failure.code) && (
        <details>
          <summary>{t('inbox.details')}</summary>
          {t('failures.code', { code: failure.code })}
        </details>
      )}
    </div>
  )
}

/** It may have arrived, nobody knows: a person decides. */
export function Doubt({ id }: { id: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const settle = useMutation({ mutationFn: (decision: Schemas['MessageDecision']) => settleMessage(id, decision), onError: refused })
  return (
    <div className={classes.doubt}>
      <p>{t('inbox.doubt')}</p>
      {may('SETTLE_MESSAGES') ? (
        <Group gap={6}>
          <Button size="compact-sm" variant="default" loading={settle.isPending} onClick={() => settle.mutate('RESEND')}>
            {t('inbox.sendAgain')}
          </Button>
          <Button size="compact-sm" variant="default" disabled={settle.isPending} onClick={() => settle.mutate('GIVE_UP')}>
            {t('inbox.giveUp')}
          </Button>
        </Group>
      ) : (
        <p>{t('inbox.doubtOthers')}</p>
      )}
    </div>
  )
}
