import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { formatNumber } from '../../lib/format'
import { Card } from '../../ui/Card'
import { IconRepeat } from '../../ui/icons'
import { refused, said } from '../../ui/toasts'
import classes from './Campaign.module.css'
import { type Report, retryFailed } from './queries'

/** Who did not get it, in plain words, with whose move it is; those who may succeed can be tried again. */
export function Failures({ report: { campaign, counts, failures, skips } }: { report: Report }) {
  const { t } = useTranslation()
  const may = useMay()
  const retry = useMutation({
    mutationFn: retryFailed,
    onError: refused,
    onSuccess: ({ queued, left }) => {
      const people = left.reduce((sum, one) => sum + one.people, 0)
      said(people > 0 ? t('failures.retriedSome', { n: formatNumber(queued), left: formatNumber(people) }) : t('failures.retried', { n: formatNumber(queued) }))
    },
  })
  const ended = campaign.state === 'COMPLETED' || campaign.state === 'FAILED'
  return (
    <>
      {failures.length > 0 && (
        <Card
          flush
          title={t('failures.title')}
          actions={
            may('MANAGE_CAMPAIGNS') &&
            ended &&
            counts.failed > 0 && (
              <Button size="xs" variant="default" leftSection={<IconRepeat size={16} />} loading={retry.isPending} onClick={() => retry.mutate(campaign.id)}>
                {t('failures.retry')}
              </Button>
            )
          }
        >
          <ul className={classes.list}>
            {failures.map(failure => (
              <li key={failure.code} className={classes.entry}>
                <span className={classes.people}>{formatNumber(failure.people)}</span>
                <div className={classes.words} lang="en" dir="auto">
                  <p>{failure.words}</p>
                  <p className={classes.wayOut}>{failure.wayOut}</p>
                </div>
                <span className={classes.wayOut}>{t('failures.code', { code: failure.code })}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {skips.length > 0 && (
        <Card flush title={t('skips.title')}>
          <ul className={classes.list}>
            {skips.map(skip => (
              <li key={skip.reason} className={classes.entry}>
                <span className={classes.people}>{formatNumber(skip.people)}</span>
                <p className={classes.words} lang="en" dir="auto">
                  {skip.words}
                </p>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}
