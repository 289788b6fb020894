import { Button, Menu, Pill, Select } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { useMay } from '../../api/me'
import { formatDateTime } from '../../lib/format'
import { useList } from '../../lib/useList'
import { Card } from '../../ui/Card'
import { type Column, DataList } from '../../ui/DataList'
import { Empty } from '../../ui/Empty'
import { IconDownload, IconUsers } from '../../ui/icons'
import { refused } from '../../ui/toasts'
import classes from './Campaign.module.css'
import { exportPeople, type Report, readRecipients, recipientsKey } from './queries'
import { allReached, choiceOf, PEOPLE, reachedLabel, type Slice, sliceChosen } from './slice'
import { SliceDialog } from './SliceDialog'
import { StatusBadge } from './StateBadge'
import { StoryDrawer } from './StoryDrawer'
import { statuses, statusLabel } from './words'

type Recipient = Schemas['RecipientsRecipient']

/** While it runs, the list is read again every so often: single people change by the thousand. */
const WHILE_RUNNING = 3000

export function Recipients({ report: { campaign, counts } }: { report: Report }) {
  const campaignId = campaign.id
  const running = campaign.state === 'RUNNING' || campaign.state === 'PLANNING'
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/campaigns/$campaignId' })
  const { message, ...slice } = useSearch({ from: '/inside/campaigns/$campaignId' })
  const list = useList(
    recipientsKey(campaignId, slice),
    readRecipients(campaignId, slice),
    running ? WHILE_RUNNING : undefined,
    `${running} ${JSON.stringify(counts)}`,
  )
  const may = useMay()
  const [slicing, setSlicing] = useState(false)
  const [opened, setOpened] = useState<Recipient>()
  const columns: Column<Recipient>[] = [
    {
      key: 'who',
      header: t('recipients.who'),
      width: 'minmax(0, 2fr)',
      bare: true,
      cell: one => (
        <span className={classes.who}>
          {one.name && <bdi>{one.name}</bdi>}
          <bdi dir="ltr" className={one.name ? classes.number : undefined}>
            {one.recipient}
          </bdi>
        </span>
      ),
    },
    { key: 'status', header: t('recipients.status'), width: '150px', cell: one => <StatusBadge status={one.status} /> },
    { key: 'last', header: t('recipients.last'), width: '190px', cell: one => lastChange(one) },
    { key: 'replied', header: t('funnel.replied'), width: '190px', cell: one => (one.repliedAt ? formatDateTime(one.repliedAt) : '–') },
  ]
  const show = (change: Slice & { message?: string }) =>
    void navigate({ search: former => ({ ...former, ...change }), replace: true, resetScroll: false })
  return (
    <Card
      flush
      id={PEOPLE}
      title={t('recipients.title')}
      actions={
        <div className={classes.tools}>
          {slice.code !== undefined && (
            <Pill withRemoveButton onRemove={() => show({ code: undefined })} removeButtonProps={{ 'aria-label': t('recipients.anyCode'), tabIndex: 0 }}>
              {t('failures.code', { code: slice.code })}
            </Pill>
          )}
          <Select
            size="xs"
            aria-label={t('recipients.status')}
            placeholder={t('recipients.everybody')}
            clearable
            data={[
              { group: t('recipients.now'), items: statuses.map(value => ({ value: String(choiceOf({ status: value })), label: t(statusLabel[value]) })) },
              { group: t('recipients.reached'), items: allReached.map(value => ({ value: String(choiceOf({ reached: value })), label: t(reachedLabel[value]) })) },
            ]}
            value={choiceOf(slice)}
            onChange={value => show({ code: undefined, ...sliceChosen(value) })}
          />
          {may('MANAGE_AUDIENCES') && (
            <Button size="xs" variant="default" leftSection={<IconUsers size={16} />} onClick={() => setSlicing(true)}>
              {t('slice.make')}
            </Button>
          )}
          <Export campaignId={campaignId} />
        </div>
      }
    >
      <DataList
        label={t('recipients.title')}
        columns={columns}
        rowKey={one => one.messageId}
        onOpen={one => {
          setOpened(one)
          show({ message: one.messageId })
        }}
        openLabel={one => `${one.name ?? ''} ${one.recipient}`.trim()}
        {...list}
        empty={<Empty icon={IconUsers} title={t('recipients.none')} hint={t('recipients.noneHint')} />}
      />
      {slicing && <SliceDialog campaign={campaign} onClose={() => setSlicing(false)} />}
      {message && (
        <StoryDrawer
          messageId={message}
          recipient={[opened, ...list.rows].find(one => one?.messageId === message)}
          onClose={() => show({ message: undefined })}
        />
      )}
    </Card>
  )
}

function lastChange(one: Recipient): string {
  const at = one.readAt ?? one.deliveredAt ?? one.failedAt ?? one.sentAt ?? one.acceptedAt
  return at ? formatDateTime(at) : '–'
}

function Export({ campaignId }: { campaignId: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const save = useMutation({ mutationFn: (format: 'CSV' | 'XLSX') => exportPeople(campaignId, format), onError: refused })
  if (!may('EXPORT_CONTACTS')) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconDownload size={16} />} loading={save.isPending}>
          {t('recipients.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['CSV', 'XLSX'] as const).map(format => (
          <Menu.Item key={format} onClick={() => save.mutate(format)}>
            {format}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
