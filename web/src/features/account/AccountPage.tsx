import { Alert, Anchor, Button, Skeleton, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { ApiProblem } from '../../api/problem'
import { formatAgo, formatDay, formatNumber } from '../../lib/format'
import { Card } from '../../ui/Card'
import { IconAlert, IconRefresh } from '../../ui/icons'
import { Page } from '../../ui/Page'
import { ProblemNote } from '../../ui/ProblemNote'
import { refused } from '../../ui/toasts'
import classes from './Account.module.css'
import { AccountActions } from './AccountActions'
import { AccountBadge } from './AccountBadge'
import { asFindings, Checks } from './Checks'
import { NumbersCard } from './NumbersCard'
import { type Account, accountQuery, refreshAccount } from './queries'
import { WebhookFields } from './WebhookFields'

export function AccountPage() {
  const { t } = useTranslation()
  const may = useMay()
  const queries = useQueryClient()
  const { accountId } = useParams({ from: '/inside/settings/accounts/$accountId' })
  const { data: account, error, refetch } = useQuery(accountQuery(accountId))
  const refreshing = useMutation({
    mutationFn: refreshAccount,
    onError: refused,
    onSettled: () => queries.invalidateQueries({ queryKey: ['account'] }),
  })
  const gone = error instanceof ApiProblem && error.body.status === 404
  const back = (
    <Anchor component={Link} to="/settings/accounts" size="sm">
      {t('account.back')}
    </Anchor>
  )
  if (!account)
    return (
      <div className={classes.stack}>
        {back}
        {error ? <ProblemNote error={error} onRetry={gone ? undefined : () => void refetch()} /> : <Skeleton height={300} />}
      </div>
    )
  return (
    <div className={classes.stack}>
      {back}
      <Page
        title={account.label ?? account.name ?? account.wabaId}
        hint={t('account.since', { day: formatDay(account.connectedAt) })}
        actions={
          may('MANAGE_ACCOUNTS') && (
            <>
              <Button variant="default" leftSection={<IconRefresh size={18} />} loading={refreshing.isPending} onClick={() => refreshing.mutate(account.wabaId)}>
                {t('account.refresh')}
              </Button>
              <AccountActions account={account} />
            </>
          )
        }
      >
        <Trouble account={account} />
        {refreshing.data && (
          <Card title={t('account.checks')} flush>
            <Checks findings={asFindings(refreshing.data.checks)} />
          </Card>
        )}
        <Facts account={account} />
        <NumbersCard account={account} />
        <Card title={t('account.webhooks')}>
          <WebhookFields path={account.webhookPath} />
        </Card>
      </Page>
    </div>
  )
}

function Trouble({ account: { loginNeeded, restriction, tokenMissingScopes } }: { account: Account }) {
  const { t } = useTranslation()
  const words = loginNeeded ?? restriction ?? (tokenMissingScopes.length > 0 ? tokenMissingScopes.join(', ') : undefined)
  if (!words) return null
  const title = loginNeeded ? 'account.state.login' : restriction ? 'account.state.restricted' : 'account.state.scopes'
  return (
    <Alert variant="light" color="red" icon={<IconAlert size={20} />} title={t(title)}>
      <Text size="sm" lang="en" dir="auto">
        {words}
      </Text>
    </Alert>
  )
}

function Facts({ account }: { account: Account }) {
  const { t } = useTranslation()
  const { messagingLimit, portfolioName, defaultCountry, tokenHint, tokenExpiresAt, tokenCheckedAt, refreshedAt, currency } = account
  const facts: [string, React.ReactNode][] = [
    [t('account.state'), <AccountBadge key="state" account={account} />],
    [t('account.wabaId'), <bdi key="id" dir="ltr">{account.wabaId}</bdi>],
    [t('account.limit'), messagingLimit === undefined ? t('account.unlimited') : formatNumber(messagingLimit)],
    [t('account.portfolio'), <bdi key="portfolio">{portfolioName ?? '–'}</bdi>],
    [t('account.token'), <bdi key="token" dir="ltr">…{tokenHint ?? ''}</bdi>],
    [t('account.tokenEnds'), tokenExpiresAt ? formatDay(tokenExpiresAt) : t('account.tokenNever')],
    [t('account.tokenChecked'), tokenCheckedAt ? formatAgo(tokenCheckedAt) : '–'],
    [t('account.country'), defaultCountry ?? t('account.countryOfAll')],
    [t('account.currency'), currency ?? '–'],
    [t('account.refreshed'), formatAgo(refreshedAt)],
  ]
  return (
    <Card>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
