import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatExactly } from '../../lib/format'
import { useList } from '../../lib/useList'
import { ProblemNote } from '../../ui/ProblemNote'
import classes from './Contact.module.css'
import { ledgerKey, readLedger } from './queries'
import { categoryLabel, sourceLabel } from './words'

/** Every statement on consent, newest first. Nothing in it is ever changed. */
export function Ledger({ contactId }: { contactId: string }) {
  const { t } = useTranslation()
  const { rows, error, more, onMore, onRetry } = useList(ledgerKey(contactId), readLedger(contactId))
  if (error && rows.length === 0) return <ProblemNote error={error} onRetry={onRetry} />
  return (
    <>
      <ol className={classes.ledger} aria-label={t('consent.history')}>
        {rows.map(entry => {
          const source = sourceLabel(entry.source)
          const proof = Object.entries(entry.evidence ?? {}).filter(([name]) => name !== 'userId')
          return (
            <li key={`${entry.at} ${entry.action} ${entry.category} ${entry.source}`} data-out={entry.action === 'OPT_OUT' || undefined}>
              <strong>
                {t(entry.action === 'OPT_OUT' ? 'consent.optedOut' : 'consent.optedIn')} · {t(categoryLabel[entry.category])}
              </strong>
              <time dateTime={entry.at}>{formatExactly(entry.at)}</time>
              <span>{source ? t(source) : entry.source}</span>
              {entry.text && <q dir="auto">{entry.text}</q>}
              {proof.map(([name, value]) => (
                <span key={name} className={classes.proof} dir="auto">
                  {name}: {String(value)}
                </span>
              ))}
            </li>
          )
        })}
      </ol>
      {rows.length === 0 && <p className={classes.since}>{t('consent.noHistory')}</p>}
      {more && (
        <Button size="xs" variant="subtle" onClick={onMore}>
          {t('timeline.older')}
        </Button>
      )}
    </>
  )
}
