import { useMediaQuery } from '@mantine/hooks'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/me'
import classes from './SettingsLayout.module.css'
import { settingsGroups } from './settingsPages'

export function SettingsLayout() {
  const { t } = useTranslation()
  const may = useMay()
  const here = useLocation({ select: location => location.pathname })
  const bar = useRef<HTMLElement>(null)
  const folded = useMediaQuery('(max-width: 62em)')
  useEffect(() => {
    if (!folded) return
    const links = [...(bar.current?.querySelectorAll('a') ?? [])]
    links.find(link => here.startsWith(link.pathname))?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [here, folded])
  return (
    <div className={classes.settings}>
      <nav ref={bar} className={classes.pages} aria-label={t('screen.settings')}>
        {settingsGroups.map(({ title, pages }) => {
          const open = pages.filter(page => may(page.needs))
          return (
            open.length > 0 && (
              <div key={title} className={classes.group} role="group" aria-label={t(title)}>
                <span className={classes.title} aria-hidden>
                  {t(title)}
                </span>
                {open.map(({ to, label }) => (
                  <Link key={to} to={to} className={classes.page}>
                    {t(label)}
                  </Link>
                ))}
              </div>
            )
          )
        })}
      </nav>
      <div className={classes.content}>
        <Outlet />
      </div>
    </div>
  )
}
