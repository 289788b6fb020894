import { Badge, Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { useMay } from '../../api/me'
import { formatAgo, formatDay } from '../../lib/format'
import { useList } from '../../lib/useList'
import { Card } from '../../ui/Card'
import { Confirm } from '../../ui/Confirm'
import { type Column, DataList } from '../../ui/DataList'
import { Empty } from '../../ui/Empty'
import { IconKey } from '../../ui/icons'
import { Page } from '../../ui/Page'
import { said } from '../../ui/toasts'
import { ApiKeyDialog } from './ApiKeyDialog'
import { apiKeysKey, readApiKeys, revokeApiKey } from './queries'
import classes from './Users.module.css'

type ApiKey = Schemas['ApiKeyBookView']

export function ApiKeysPage() {
  const { t } = useTranslation()
  const may = useMay()
  const queries = useQueryClient()
  const list = useList(apiKeysKey, readApiKeys)
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<ApiKey>()
  const revoke = useMutation({
    mutationFn: revokeApiKey,
    onSuccess: () => {
      setRevoking(undefined)
      said(t('apiKeys.revoked'))
      return queries.invalidateQueries({ queryKey: apiKeysKey })
    },
  })
  const make = may('MANAGE_API_KEYS') && (
    <Button leftSection={<IconKey size={18} />} onClick={() => setMaking(true)}>
      {t('apiKeys.make')}
    </Button>
  )
  const columns: Column<ApiKey>[] = [
    {
      key: 'name',
      header: t('field.name'),
      width: 'minmax(0, 2fr)',
      bare: true,
      cell: key => (
        <span className={classes.who}>
          <span className={classes.name}>
            <bdi>{key.name}</bdi>
            {!key.working && (
              <Badge size="sm" variant="light" color="red" ms={6}>
                {t('apiKeys.stopped')}
              </Badge>
            )}
          </span>
          <span className={classes.email}>
            <bdi dir="ltr">…{key.hint}</bdi> · {t('apiKeys.permissions', { n: key.permissions.length })}
          </span>
        </span>
      ),
    },
    { key: 'used', header: t('apiKeys.used'), width: '150px', cell: key => (key.lastUsedAt ? formatAgo(key.lastUsedAt) : t('apiKeys.unused')) },
    { key: 'until', header: t('apiKeys.until'), width: '130px', cell: key => (key.expiresAt ? formatDay(key.expiresAt) : t('apiKeys.noEnd')) },
  ]
  if (may('MANAGE_API_KEYS'))
    columns.push({
      key: 'actions',
      header: t('list.actions'),
      width: '120px',
      align: 'end',
      bare: true,
      cell: key => (
        <Button size="compact-sm" variant="default" aria-label={t('apiKeys.revokeOf', { name: key.name })} onClick={() => setRevoking(key)}>
          {t('apiKeys.revoke')}
        </Button>
      ),
    })
  return (
    <Page title={t('apiKeys.title')} hint={t('apiKeys.hint')} actions={make}>
      <Card flush>
        <DataList
          label={t('apiKeys.title')}
          columns={columns}
          rowKey={key => key.id}
          {...list}
          empty={<Empty icon={IconKey} title={t('apiKeys.none')} hint={t('apiKeys.noneHint')} action={make} />}
        />
      </Card>
      {making && <ApiKeyDialog onClose={() => setMaking(false)} />}
      {revoking && (
        <Confirm
          title={t('apiKeys.revokeTitle', { name: revoking.name })}
          text={t('apiKeys.revokeHint')}
          action={t('apiKeys.revoke')}
          busy={revoke.isPending}
          error={revoke.error}
          onClose={() => setRevoking(undefined)}
          onConfirm={() => revoke.mutate(revoking.id)}
        />
      )}
    </Page>
  )
}
