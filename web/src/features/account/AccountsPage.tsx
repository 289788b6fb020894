import { Badge, Button, Group } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { formatAgo, formatNumber } from '../../lib/format'
import { useList } from '../../lib/useList'
import { Card } from '../../ui/Card'
import { type Column, DataList } from '../../ui/DataList'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import classes from './Account.module.css'
import { AccountBadge } from './AccountBadge'
import { ConnectDialog } from './ConnectDialog'
import { IconAdd, IconPhone } from './icons'
import { type Account, accountsKey, readAccounts } from './queries'
import { qualityOf } from './words'

export function AccountsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate({ from: '/settings/accounts' })
  const connecting = useSearch({ from: '/inside/settings/accounts' }).connect === 'yes'
  const setConnecting = (open: boolean) => void navigate({ search: { connect: open ? 'yes' : undefined }, replace: true })
  const list = useList(accountsKey, readAccounts)
  const connect = may('MANAGE_ACCOUNTS') && (
    <Button leftSection={<IconAdd size={18} />} onClick={() => setConnecting(true)}>
      {t('account.connect')}
    </Button>
  )
  const columns: Column<Account>[] = [
    {
      key: 'name',
      header: t('field.name'),
      width: 'minmax(0, 2fr)',
      bare: true,
      cell: account => (
        <span className={classes.who}>
          <bdi className={classes.name}>{account.label ?? account.name ?? account.wabaId}</bdi>
          <bdi dir="ltr" className={classes.quiet}>
            {account.wabaId}
          </bdi>
        </span>
      ),
    },
    { key: 'state', header: t('account.state'), width: '150px', cell: account => <AccountBadge account={account} /> },
    { key: 'numbers', header: t('account.numbers'), width: 'minmax(0, 1.6fr)', cell: account => <Numbers account={account} /> },
    {
      key: 'limit',
      header: t('account.limit'),
      width: '140px',
      align: 'end',
      cell: ({ messagingLimit }) => (messagingLimit === undefined ? t('account.unlimited') : formatNumber(messagingLimit)),
    },
    { key: 'read', header: t('account.refreshed'), width: '140px', cell: account => formatAgo(account.refreshedAt) },
  ]
  const empty = (
    <Empty
      icon={IconPhone}
      title={t('account.none')}
      hint={t('account.noneHint')}
      action={
        <Group gap="xs" justify="center">
          {connect}
          <Button variant="default" component={Link} to="/settings/simulator">
            {t('simulator.try')}
          </Button>
        </Group>
      }
    />
  )
  return (
    <Page title={t('account.title')} hint={t('account.hint')} actions={connect}>
      <Card flush>
        <DataList
          label={t('account.title')}
          columns={columns}
          rowKey={account => account.wabaId}
          onOpen={account => void navigate({ to: '/settings/accounts/$accountId', params: { accountId: account.wabaId } })}
          openLabel={account => account.label ?? account.name ?? account.wabaId}
          {...list}
          empty={empty}
        />
      </Card>
      {connecting && <ConnectDialog onClose={() => setConnecting(false)} />}
    </Page>
  )
}

function Numbers({ account: { numbers } }: { account: Account }) {
  const { t } = useTranslation()
  if (numbers.length === 0) return '–'
  return (
    <span className={classes.badges}>
      {numbers.map(({ phoneNumberId, displayPhoneNumber, quality }) => {
        const { label, color } = qualityOf(quality)
        return (
          <Badge key={phoneNumberId} variant="light" color={color} title={t(label)}>
            <bdi dir="ltr">{displayPhoneNumber ?? phoneNumberId}</bdi>
          </Badge>
        )
      })}
    </span>
  )
}
