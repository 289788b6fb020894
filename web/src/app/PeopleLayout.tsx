import { Link, Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Permission, useMay } from '../api/me'
import type { I18nKey } from '../lib/i18n'
import classes from './PeopleLayout.module.css'

const pages = [
  { to: '/contacts', label: 'screen.contacts', needs: 'SEE_CONTACTS' },
  { to: '/audiences', label: 'audience.title', needs: 'SEE_AUDIENCES' },
  { to: '/contacts/work', label: 'work.title', needs: 'MANAGE_CONTACTS' },
] as const satisfies { to: string; label: I18nKey; needs: Permission }[]

/** What there is about people: themselves, groups of them, and work on many of them. */
export function PeopleLayout() {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <div className={classes.people}>
      <nav className={classes.pages} aria-label={t('screen.contacts')}>
        {pages
          .filter(page => may(page.needs))
          .map(({ to, label }) => (
            <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }} className={classes.page}>
              {t(label)}
            </Link>
          ))}
      </nav>
      <Outlet />
    </div>
  )
}
