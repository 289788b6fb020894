import { Skeleton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { formatNumber } from '../../lib/format'
import { useReason } from '../../lib/reasons'
import { Card } from '../../ui/Card'
import { ProblemNote } from '../../ui/ProblemNote'
import { type Campaign, forecastQuery } from './queries'
import classes from './Wizard.module.css'

interface Props {
  draft: Campaign
  /** What is shown is of the draft before the last change. */
  stale: boolean
}

/** How many get it, who does not and why, and some of them by name. */
export function Reach({ draft, stale }: Props) {
  const { t } = useTranslation()
  const { data, error, refetch, isFetching } = useQuery({ ...forecastQuery(draft.id, draft.version), placeholderData: keepPreviousData })
  if (!data) return error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton height={260} />
  return (
    <aside className={classes.reach} aria-live="polite" aria-busy={isFetching || stale}>
      <Card>
        <p className={classes.big} data-stale={isFetching || stale || undefined}>
          {formatNumber(data.willBeSent)}
        </p>
        <p className={classes.hint}>{t('wizard.audience.willGet', { of: formatNumber(data.matching) })}</p>
        {!draft.template && <p className={classes.hint}>{t('wizard.audience.asMarketing')}</p>}
      </Card>
      {data.skipped.length > 0 && (
        <Card title={t('wizard.audience.why')} flush>
          <ul className={classes.rows}>
            {data.skipped.map(skip => (
              <Skipped key={skip.reason} skip={skip} />
            ))}
          </ul>
        </Card>
      )}
      {data.samples.length > 0 && (
        <Card title={t('wizard.audience.sample')} flush>
          <ul className={classes.rows}>
            {data.samples.map(({ recipient, name }) => (
              <li key={`${recipient} ${name}`} className={classes.row}>
                <bdi className={classes.grow}>{name ?? '–'}</bdi>
                <bdi dir="ltr" className={classes.figures}>
                  {recipient}
                </bdi>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </aside>
  )
}

function Skipped({ skip }: { skip: Schemas['Skips'] }) {
  const { words, foreign } = useReason(skip.reason, skip)
  return (
    <li className={classes.row}>
      <strong className={classes.count}>{formatNumber(skip.people)}</strong>
      <span className={classes.grow} {...foreign}>
        {words}
      </span>
    </li>
  )
}
