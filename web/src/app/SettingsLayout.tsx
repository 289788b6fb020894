import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Permission, useMay } from '../api/me'
import type { I18nKey } from '../lib/i18n'
import classes from './SettingsLayout.module.css'

const pages = [
  { to: '/settings/organization', label: 'organization.title', needs: 'SEE_SETTINGS' },
  { to: '/settings/users', label: 'users.title', needs: 'SEE_USERS' },
  { to: '/settings/api-keys', label: 'apiKeys.title', needs: 'SEE_API_KEYS' },
  { to: '/settings/audit', label: 'audit.title', needs: 'SEE_AUDIT' },
  { to: '/settings/sessions', label: 'sessions.title', needs: 'SELF' },
] as const satisfies { to: string; label: I18nKey; needs: Permission }[]

export function SettingsLayout() {
  const { t } = useTranslation()
  const may = useMay()
  const here = useLocation({ select: location => location.pathname })
  const bar = useRef<HTMLElement>(null)
  useEffect(() => {
    // on a phone they do not all fit
    bar.current?.querySelector(`[href="${here}"]`)?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [here])
  return (
    <div className={classes.settings}>
      <nav ref={bar} className={classes.pages} aria-label={t('screen.settings')}>
        {pages
          .filter(page => may(page.needs))
          .map(({ to, label }) => (
            <Link key={to} to={to} className={classes.page}>
              {t(label)}
            </Link>
          ))}
      </nav>
      <div className={classes.content}>
        <Outlet />
      </div>
    </div>
  )
}
