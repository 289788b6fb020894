import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { formatAgo } from '../../lib/format'
import { useList } from '../../lib/useList'
import { Card } from '../../ui/Card'
import { type Column, DataList } from '../../ui/DataList'
import { refused, said } from '../../ui/toasts'
import { invitationsKey, readInvitations, takeBack } from './queries'
import { roleLabel } from './roles'

type Invitation = Schemas['InvitationBookInvitation']

/** Those that were not accepted yet; nothing where there are none. */
export function InvitationList() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const list = useList(invitationsKey, readInvitations)
  const remove = useMutation({
    mutationFn: takeBack,
    onError: refused,
    onSuccess: () => {
      said(t('invitations.taken'))
      return queries.invalidateQueries({ queryKey: invitationsKey })
    },
  })
  const columns: Column<Invitation>[] = [
    { key: 'email', header: t('field.email'), width: 'minmax(0, 2fr)', bare: true, cell: one => <bdi>{one.email}</bdi> },
    { key: 'role', header: t('field.role'), width: '150px', cell: one => t(roleLabel[one.role]) },
    { key: 'until', header: t('invitations.until'), width: '150px', cell: one => formatAgo(one.expiresAt) },
    {
      key: 'actions',
      header: t('list.actions'),
      width: '130px',
      align: 'end',
      bare: true,
      cell: one => (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('invitations.takeOf', { email: one.email })}
          loading={remove.isPending && remove.variables === one.id}
          onClick={() => remove.mutate(one.id)}
        >
          {t('invitations.take')}
        </Button>
      ),
    },
  ]
  if (!list.error && list.rows.length === 0) return null
  return (
    <Card flush title={t('invitations.title')} hint={t('invitations.hint')}>
      <DataList label={t('invitations.title')} columns={columns} rowKey={one => one.id} {...list} empty={null} />
    </Card>
  )
}
