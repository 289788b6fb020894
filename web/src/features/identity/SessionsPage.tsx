import { Badge, Button, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { formatAgo, formatDateTime } from '../../lib/format'
import { browserOf } from '../../lib/browser'
import { Card } from '../../ui/Card'
import { IconLock } from '../../ui/icons'
import { Page } from '../../ui/Page'
import { ProblemNote } from '../../ui/ProblemNote'
import { refused } from '../../ui/toasts'
import { PasswordDialog } from './PasswordDialog'
import { endSession, sessionsQuery } from './queries'
import classes from './Sessions.module.css'

export function SessionsPage() {
  const { t } = useTranslation()
  const [changing, setChanging] = useState(false)
  const { data, error, refetch } = useQuery(sessionsQuery)
  return (
    <Page
      title={t('sessions.title')}
      hint={t('sessions.hint')}
      actions={
        <Button variant="default" leftSection={<IconLock size={18} />} onClick={() => setChanging(true)}>
          {t('password.title')}
        </Button>
      }
    >
      <Card flush>
        {error ? (
          <ProblemNote error={error} onRetry={() => void refetch()} />
        ) : data ? (
          <ul className={classes.list}>
            {data.map(session => (
              <SessionRow key={session.id} session={session} />
            ))}
          </ul>
        ) : (
          <Skeleton height={64} m="md" />
        )}
      </Card>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </Page>
  )
}

function SessionRow({ session }: { session: Schemas['SessionsSession'] }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: endSession,
    onError: refused,
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  const browser = browserOf(session.client) ?? t('sessions.unknown')
  return (
    <li className={classes.row}>
      <div>
        <span className={classes.browser}>
          {browser}
          {session.current && (
            <Badge size="sm" variant="light" ms={6}>
              {t('sessions.this')}
            </Badge>
          )}
        </span>
        <span className={classes.detail}>
          {t('sessions.used', { ago: formatAgo(session.usedAt), since: formatDateTime(session.createdAt) })}
          {session.address && (
            <>
              {' · '}
              <bdi dir="ltr">{session.address}</bdi>
            </>
          )}
        </span>
      </div>
      {!session.current && (
        <Button size="compact-sm" variant="default" loading={end.isPending} onClick={() => end.mutate(session.id)}>
          {t('sessions.end')}
        </Button>
      )}
    </li>
  )
}
