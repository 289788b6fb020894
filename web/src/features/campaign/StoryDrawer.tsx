import { Anchor, Drawer, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { useMay } from '../../api/me'
import { formatExactly } from '../../lib/format'
import { isMetas, useReason } from '../../lib/reasons'
import { ProblemNote } from '../../ui/ProblemNote'
import classes from './Campaign.module.css'
import { storyQuery } from './queries'
import { StatusBadge } from './StateBadge'
import { stepLabel } from './words'

interface Props {
  messageId: string
  /** As the list of recipients has the person; absent: not read that far. */
  recipient?: Schemas['RecipientsRecipient']
  onClose: () => void
}

const BAD = new Set(['REFUSED', 'FAILED_AT_META', 'IN_DOUBT', 'SKIPPED', 'CANCELLED'])

/** Everything that happened to one person's message, in order. */
export function StoryDrawer({ messageId, recipient, onClose }: Props) {
  const { t } = useTranslation()
  const { data: story, error, refetch } = useQuery(storyQuery(messageId))
  return (
    <Drawer opened onClose={onClose} position="right" title={recipient?.name ?? t('story.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {error ? (
        <ProblemNote error={error} onRetry={() => void refetch()} />
      ) : story ? (
        <>
          <dl className={classes.facts}>
            <div>
              <dt>{t('recipients.who')}</dt>
              <dd>
                <Person address={story.recipient} contactId={recipient?.contactId} />
              </dd>
            </div>
            <div>
              <dt>{t('recipients.status')}</dt>
              <dd>
                <StatusBadge status={story.status} />
              </dd>
            </div>
          </dl>
          <ol className={classes.steps} aria-label={t('story.title')}>
            {story.steps.map(step => (
              <Step key={`${step.what} ${step.at} ${step.attempt ?? ''}`} step={step} />
            ))}
          </ol>
        </>
      ) : (
        <Skeleton height={200} />
      )}
    </Drawer>
  )
}

function Person({ address, contactId }: { address: string; contactId?: string }) {
  const mayOpen = useMay()('SEE_CONTACTS')
  const shown = <bdi dir="ltr">{address}</bdi>
  if (!contactId || !mayOpen) return shown
  return <Anchor renderRoot={props => <Link {...props} to="/contacts/$contactId" params={{ contactId }} />}>{shown}</Anchor>
}

function Step({ step }: { step: Schemas['TimelineStep'] }) {
  const { t } = useTranslation()
  const label = stepLabel(step.what)
  return (
    <li className={classes.step} data-bad={BAD.has(step.what) || undefined}>
      <strong>{label ? t(label) : step.what}</strong>
      <time dateTime={step.at}>{formatExactly(step.at)}</time>
      {step.words && <Why step={step} words={step.words} />}
      {isMetas(step.code) && <p className={classes.wayOut}>{t('failures.code', { code: step.code })}</p>}
    </li>
  )
}

function Why({ step, words }: { step: Schemas['TimelineStep']; words: string }) {
  const { t } = useTranslation()
  const { code, wayOut, skipped, details } = step
  const told = useReason(code ?? skipped, { words, wayOut })
  // of our own codes, what the server found at the time says more than the reason
  const more = code !== undefined && !isMetas(code) && !told.foreign
  return (
    <>
      <p {...told.foreign}>
        {told.words} {told.wayOut}
      </p>
      {more && (
        <p lang="en" dir="auto">
          {words}
        </p>
      )}
      {details && (
        <p className={classes.wayOut}>
          {t('story.details')}{' '}
          <q lang="en" dir="auto">
            {details}
          </q>
        </p>
      )}
    </>
  )
}
