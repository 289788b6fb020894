import { ActionIcon, Badge, Button, Menu, SegmentedControl, Select } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { useMay, useMe } from '../../api/me'
import { formatAgo } from '../../lib/format'
import { useList } from '../../lib/useList'
import { Card } from '../../ui/Card'
import { Confirm } from '../../ui/Confirm'
import { type Column, DataList } from '../../ui/DataList'
import { Empty } from '../../ui/Empty'
import { IconDots, IconUserPlus, IconUsers } from '../../ui/icons'
import { Page } from '../../ui/Page'
import { refused, said } from '../../ui/toasts'
import { InvitationList } from './InvitationList'
import { InviteDialog } from './InviteDialog'
import { LinkDialog } from './LinkDialog'
import { changeUser, makeResetLink, readUsers, usersKey } from './queries'
import { type Role, roleLabel, roles } from './roles'
import classes from './Users.module.css'

type User = Schemas['UserBookView']
type Asking = { kind: 'nothing' } | { kind: 'invite' } | { kind: 'deactivate'; user: User } | { kind: 'link'; name: string; link: Schemas['Link'] }

export function UsersPage() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate({ from: '/settings/users' })
  const search = useSearch({ from: '/inside/settings/users' })
  const [asking, setAsking] = useState<Asking>({ kind: 'nothing' })
  const role = roles.find(known => known === search.role)
  const filter = { role, active: search.active !== 'no' }
  const list = useList(usersKey(filter), readUsers(filter))
  const close = () => setAsking({ kind: 'nothing' })
  const deactivate = useMutation({ mutationFn: changeUser, onSuccess: close })

  const columns: Column<User>[] = [
    { key: 'name', header: t('field.name'), width: 'minmax(0, 2fr)', bare: true, cell: user => <Who user={user} /> },
    { key: 'role', header: t('field.role'), width: '150px', cell: user => <RoleOf user={user} /> },
    {
      key: 'seen',
      header: t('users.seen'),
      width: '150px',
      cell: user => (user.seenAt ? formatAgo(user.seenAt) : t('users.notSeen')),
    },
  ]
  if (may('MANAGE_USERS'))
    columns.push({
      key: 'actions',
      header: t('list.actions'),
      width: '64px',
      align: 'end',
      bare: true,
      cell: user => <Actions user={user} onAsk={setAsking} />,
    })
  return (
    <Page
      title={t('users.title')}
      hint={t('users.hint')}
      actions={
        may('MANAGE_USERS') && (
          <Button leftSection={<IconUserPlus size={18} />} onClick={() => setAsking({ kind: 'invite' })}>
            {t('users.invite')}
          </Button>
        )
      }
    >
      <div className={classes.filters}>
        <SegmentedControl
          value={filter.active ? 'yes' : 'no'}
          aria-label={t('users.show')}
          data={[
            { value: 'yes', label: t('users.active') },
            { value: 'no', label: t('users.deactivated') },
          ]}
          onChange={value => void navigate({ search: former => ({ ...former, active: value === 'no' ? 'no' : undefined }), replace: true })}
        />
        <Select
          aria-label={t('field.role')}
          placeholder={t('users.everyRole')}
          clearable
          w={180}
          data={roles.map(value => ({ value, label: t(roleLabel[value]) }))}
          value={role ?? null}
          onChange={value => void navigate({ search: former => ({ ...former, role: value ?? undefined }), replace: true })}
        />
      </div>
      <Card flush>
        <DataList
          label={t('users.title')}
          columns={columns}
          rowKey={user => user.id}
          {...list}
          empty={<Empty icon={IconUsers} title={t('users.none')} hint={t('users.noneHint')} />}
        />
      </Card>
      {may('MANAGE_USERS') && <InvitationList />}
      {asking.kind === 'invite' && <InviteDialog onClose={close} />}
      {asking.kind === 'link' && (
        <LinkDialog title={t('users.resetTitle')} hint={t('users.resetHint', { name: asking.name })} link={asking.link} onClose={close} />
      )}
      {asking.kind === 'deactivate' && (
        <Confirm
          title={t('users.deactivateTitle', { name: asking.user.name })}
          text={t('users.deactivateHint')}
          action={t('users.deactivate')}
          busy={deactivate.isPending}
          error={deactivate.error}
          onClose={close}
          onConfirm={() => deactivate.mutate({ id: asking.user.id, active: false, version: asking.user.version })}
        />
      )}
    </Page>
  )
}

function Who({ user }: { user: User }) {
  const { t } = useTranslation()
  const me = useMe()
  return (
    <span className={classes.who}>
      <span className={classes.name}>
        <bdi>{user.name}</bdi>
        {user.id === me.id && (
          <Badge size="sm" variant="light" ms={6}>
            {t('users.you')}
          </Badge>
        )}
      </span>
      <span className={classes.email} dir="ltr">
        {user.email}
      </span>
    </span>
  )
}

/** Only owners change owners; nobody changes their own role by mistake. */
function useMayChange(user: User): boolean {
  const me = useMe()
  const may = useMay()
  return may('MANAGE_USERS') && user.id !== me.id && user.active && (user.role !== 'OWNER' || may('MANAGE_OWNERS'))
}

function RoleOf({ user }: { user: User }) {
  const { t } = useTranslation()
  const may = useMay()
  const mayChange = useMayChange(user)
  const change = useMutation({ mutationFn: changeUser, onError: refused, onSuccess: changed => said(t('users.roleChanged', { name: changed.name })) })
  if (!mayChange) return t(roleLabel[user.role])
  const offered = roles.filter(role => role !== 'OWNER' || may('MANAGE_OWNERS'))
  return (
    <Select
      size="xs"
      aria-label={t('users.roleOf', { name: user.name })}
      allowDeselect={false}
      disabled={change.isPending}
      data={offered.map(value => ({ value, label: t(roleLabel[value]) }))}
      value={change.isPending ? (change.variables.role ?? user.role) : user.role}
      onChange={role => change.mutate({ id: user.id, role: role as Role, version: user.version })}
    />
  )
}

function Actions({ user, onAsk }: { user: User; onAsk: (asking: Asking) => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const may = useMay()
  const change = useMutation({ mutationFn: changeUser, onError: refused })
  const reset = useMutation({
    mutationFn: makeResetLink,
    onSuccess: link => onAsk({ kind: 'link', name: user.name, link }),
    onError: refused,
  })
  if (user.id === me.id || (user.role === 'OWNER' && !may('MANAGE_OWNERS'))) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('list.actionsOf', { name: user.name })}>
          <IconDots size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {user.active ? (
          <>
            <Menu.Item onClick={() => reset.mutate(user.id)}>{t('users.reset')}</Menu.Item>
            <Menu.Item color="red" onClick={() => onAsk({ kind: 'deactivate', user })}>
              {t('users.deactivate')}
            </Menu.Item>
          </>
        ) : (
          <Menu.Item onClick={() => change.mutate({ id: user.id, active: true, version: user.version })}>{t('users.reactivate')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
