import { Button, Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Confirm } from '../../ui/Confirm'
import { IconDots } from '../../ui/icons'
import { said } from '../../ui/toasts'
import { AccountDialog, type AccountField } from './AccountDialog'
import { type Account, disconnect } from './queries'

const entries = [
  ['label', 'account.change.label'],
  ['defaultCountry', 'account.change.country'],
  ['accessToken', 'account.change.token'],
  ['appSecret', 'account.change.secret'],
  ['verifyToken', 'account.change.verifyToken'],
] as const

export function AccountActions({ account }: { account: Account }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [changing, setChanging] = useState<AccountField>()
  const [ending, setEnding] = useState(false)
  const leave = useMutation({
    mutationFn: disconnect,
    onSuccess: async () => {
      said(t('account.disconnected'))
      await navigate({ to: '/settings/accounts' })
      void queries.invalidateQueries({ queryKey: ['account'] })
    },
  })
  const name = account.label ?? account.name ?? account.wabaId
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots size={18} />}>
            {t('account.change')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {entries.map(([field, label]) => (
            <Menu.Item key={field} onClick={() => setChanging(field)}>
              {t(label)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => setEnding(true)}>
            {t('account.disconnect')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {changing && <AccountDialog account={account} field={changing} onClose={() => setChanging(undefined)} />}
      {ending && (
        <Confirm
          title={t('account.disconnectTitle', { name })}
          text={t('account.disconnectHint')}
          action={t('account.disconnect')}
          busy={leave.isPending}
          error={leave.error}
          onClose={() => setEnding(false)}
          onConfirm={() => leave.mutate(account.wabaId)}
        />
      )}
    </>
  )
}
