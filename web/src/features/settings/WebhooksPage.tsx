import { Button, Code, Drawer, Tabs, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { formatDateTime } from '../../lib/format'
import { useList } from '../../lib/useList'
import { Card } from '../../ui/Card'
import { type Column, DataList } from '../../ui/DataList'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { refused, said } from '../../ui/toasts'
import { IconWebhook } from './icons'
import { type DeadLetter, deadLettersKey, type Kept, keptKey, readDeadLetters, readKept, replay } from './queries'
import classes from './Settings.module.css'

/** What came from Meta and was not applied: nothing of it is lost. */
export function WebhooksPage() {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/settings/webhooks' })
  const { tab = 'dead' } = useSearch({ from: '/inside/settings/webhooks' })
  const [shown, setShown] = useState<{ field: string; element: string; reason?: string }>()
  return (
    <Page title={t('webhook.title')} hint={t('webhook.hint')}>
      <Tabs value={tab} keepMounted={false} onChange={value => void navigate({ search: { tab: value === 'kept' ? 'kept' : undefined }, replace: true })}>
        <Tabs.List mb="md">
          <Tabs.Tab value="dead">{t('webhook.dead')}</Tabs.Tab>
          <Tabs.Tab value="kept">{t('webhook.kept')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="dead">
          <DeadLetters onShow={setShown} />
        </Tabs.Panel>
        <Tabs.Panel value="kept">
          <KeptElements onShow={setShown} />
        </Tabs.Panel>
      </Tabs>
      {shown && (
        <Drawer opened onClose={() => setShown(undefined)} position="right" size="lg" title={<code>{shown.field}</code>} closeButtonProps={{ 'aria-label': t('action.close') }}>
          {shown.reason && (
            <Text size="sm" mb="sm" lang="en" dir="auto">
              {shown.reason}
            </Text>
          )}
          <Code block className={classes.element} tabIndex={0} dir="ltr">
            {shown.element}
          </Code>
        </Drawer>
      )}
    </Page>
  )
}

interface Show {
  onShow: (shown: { field: string; element: string; reason?: string }) => void
}

function DeadLetters({ onShow }: Show) {
  const { t } = useTranslation()
  const mayReplay = useMay()('REPLAY_WEBHOOKS')
  const queries = useQueryClient()
  const list = useList(deadLettersKey, readDeadLetters)
  const replaying = useMutation({
    mutationFn: replay,
    onError: refused,
    onSuccess: () => said(t('webhook.replayed')),
    onSettled: () => queries.invalidateQueries({ queryKey: deadLettersKey }),
  })
  const columns: Column<DeadLetter>[] = [
    { key: 'field', header: t('webhook.field'), width: 'minmax(0, 1fr)', bare: true, cell: letter => <code className={classes.code}>{letter.field}</code> },
    { key: 'reason', header: t('webhook.reason'), width: 'minmax(0, 2fr)', cell: letter => <span lang="en">{letter.reason}</span> },
    { key: 'tries', header: t('webhook.tries'), width: '80px', align: 'end', cell: letter => letter.tries },
    { key: 'at', header: t('webhook.at'), width: '170px', cell: letter => formatDateTime(letter.receivedAt) },
  ]
  if (mayReplay)
    columns.push({
      key: 'actions',
      header: t('list.actions'),
      width: '130px',
      align: 'end',
      bare: true,
      cell: letter => (
        <Button
          size="compact-sm"
          variant="default"
          loading={replaying.isPending && replaying.variables === letter.id}
          aria-label={t('webhook.replayOf', { field: letter.field })}
          onClick={() => replaying.mutate(letter.id)}
        >
          {t('webhook.replay')}
        </Button>
      ),
    })
  return (
    <Card flush>
      <DataList
        label={t('webhook.dead')}
        columns={columns}
        rowKey={letter => letter.id}
        onOpen={onShow}
        openLabel={letter => `${letter.field} ${formatDateTime(letter.receivedAt)}`}
        {...list}
        empty={<Empty icon={IconWebhook} title={t('webhook.noDead')} hint={t('webhook.noDeadHint')} />}
      />
    </Card>
  )
}

function KeptElements({ onShow }: Show) {
  const { t } = useTranslation()
  const list = useList(keptKey, readKept)
  const columns: Column<Kept>[] = [
    { key: 'field', header: t('webhook.field'), width: 'minmax(0, 1fr)', bare: true, cell: kept => <code className={classes.code}>{kept.field}</code> },
    { key: 'account', header: t('template.field.account'), width: 'minmax(0, 1fr)', cell: kept => <bdi dir="ltr">{kept.wabaId ?? '–'}</bdi> },
    { key: 'at', header: t('webhook.at'), width: '170px', cell: kept => formatDateTime(kept.receivedAt) },
  ]
  return (
    <Card flush>
      <DataList
        label={t('webhook.kept')}
        columns={columns}
        rowKey={kept => kept.id}
        onOpen={onShow}
        openLabel={kept => `${kept.field} ${formatDateTime(kept.receivedAt)}`}
        {...list}
        empty={<Empty icon={IconWebhook} title={t('webhook.noKept')} hint={t('webhook.noKeptHint')} />}
      />
    </Card>
  )
}
