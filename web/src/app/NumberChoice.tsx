import { Menu } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, ok, type Schemas } from '../api/client'
import { useMay } from '../api/me'
import { IconCheck, IconNumber } from '../ui/icons'
import classes from './Shell.module.css'

const numbersQuery = queryOptions({
  queryKey: ['account', 'numbers'],
  queryFn: async () => {
    const { items } = await ok(api.GET('/api/accounts', { params: { query: { limit: 200 } } }))
    return items.flatMap(account => account.numbers)
  },
})

const nameOf = (number: Schemas['AccountNumber']) => number.label ?? number.verifiedName ?? ''

/** Narrows inbox, campaigns and analytics to one of the business's numbers; there is nothing to choose among fewer than two. */
export function NumberChoice() {
  const { t } = useTranslation()
  const may = useMay()
  const { data } = useQuery({ ...numbersQuery, enabled: may('SEE_ACCOUNTS') })
  const { number: chosen } = useSearch({ from: '/inside' })
  const navigate = useNavigate()
  if (!data || data.length < 2) return null
  const choose = (number?: string) => void navigate({ to: '.', search: former => ({ ...former, number }), replace: true })
  const now = data.find(number => number.phoneNumberId === chosen)
  const said = now ? t('number.chosen', { number: now.displayPhoneNumber ?? nameOf(now) }) : t('number.choose')
  return (
    <Menu position="right-end" width={270}>
      <Menu.Target>
        <button type="button" className={classes.entry} data-narrowed={now ? true : undefined} aria-label={said} title={said}>
          {now?.displayPhoneNumber ? <span dir="ltr">…{now.displayPhoneNumber.slice(-4)}</span> : <IconNumber size={24} stroke={1.8} aria-hidden />}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('number.choose')}</Menu.Label>
        <Menu.Item onClick={() => choose()} rightSection={now ? null : <IconCheck size={16} aria-hidden />}>
          {t('number.all')}
        </Menu.Item>
        {data.map(number => (
          <Menu.Item
            key={number.phoneNumberId}
            onClick={() => choose(number.phoneNumberId)}
            rightSection={number === now ? <IconCheck size={16} aria-hidden /> : null}
          >
            <bdi>{nameOf(number)}</bdi> <span dir="ltr">{number.displayPhoneNumber}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
