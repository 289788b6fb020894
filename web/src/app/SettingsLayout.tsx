import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/me'
import classes from './SettingsLayout.module.css'
import { settingsPages } from './settingsPages'

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
        {settingsPages
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
