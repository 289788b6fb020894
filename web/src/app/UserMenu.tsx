import { Loader, Popover } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../api/me'
import { initials } from '../ui/initials'
import classes from './Shell.module.css'

const UserMenuContent = lazy(() => import('./UserMenuContent'))
const PasswordDialog = lazy(() => import('../features/identity/PasswordDialog').then(({ PasswordDialog }) => ({ default: PasswordDialog })))

const PHONE = '(max-width: 48em)'

/** Who one is, how the app looks and speaks, and the way out. */
export function UserMenu() {
  const { t } = useTranslation()
  const me = useMe()
  // there the rail lies at the bottom
  const phone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false })
  const [open, setOpen] = useState(false)
  const [changing, setChanging] = useState(false)
  return (
    <>
      <Popover opened={open} onChange={setOpen} position={phone ? 'top-end' : 'right-end'} width={270} trapFocus>
        <Popover.Target>
          <button type="button" className={classes.user} aria-label={t('user.menu', { name: me.name })} onClick={() => setOpen(!open)}>
            <span className={classes.avatar} aria-hidden>
              {initials(me.name)}
            </span>
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('user.menu', { name: me.name })}>
          <Suspense fallback={<Loader type="dots" />}>
            <UserMenuContent
              onClose={() => setOpen(false)}
              onPassword={() => {
                setOpen(false)
                setChanging(true)
              }}
            />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
      <Suspense fallback={null}>{changing && <PasswordDialog onClose={() => setChanging(false)} />}</Suspense>
    </>
  )
}
