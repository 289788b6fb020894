import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Live } from '../api/live'
import { type Permission, useMay } from '../api/me'
import { sessions } from '../api/session'
import { Rail } from './Rail'
import classes from './Shell.module.css'

/** Everything that screens show, as far as one may see it. */
const topics = {
  conversations: 'SEE_CONVERSATIONS',
  messages: 'SEE_CONVERSATIONS',
  campaigns: 'SEE_CAMPAIGNS',
  contacts: 'SEE_CONTACTS',
  templates: 'SEE_TEMPLATES',
  accounts: 'SEE_ACCOUNTS',
  audiences: 'SEE_AUDIENCES',
  jobs: 'SEE_JOBS',
  users: 'SEE_USERS',
  settings: 'SEE_SETTINGS',
} as const satisfies Record<string, Permission>

/** The rail and the screen beside it, while one is signed in. */
export function Shell() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const may = useMay()
  const [live] = useState(
    () =>
      new Live(
        queries,
        Object.entries(topics).flatMap(([topic, needs]) => (may(needs) ? [topic] : [])),
      ),
  )
  const session = useSyncExternalStore(sessions.subscribe, () => sessions.current)
  useEffect(() => {
    live.start()
    return () => live.stop()
  }, [live])
  useEffect(() => {
    if (session.kind !== 'signedOut') return
    void navigate({ to: '/sign-in', replace: true }).then(() => queries.clear())
  }, [session.kind, navigate, queries])
  return (
    <div className={classes.shell}>
      <a href="#screen" className={classes.skip}>
        {t('shell.skip')}
      </a>
      <Rail live={live} />
      <main id="screen" tabIndex={-1} className={classes.screen}>
        <Outlet />
      </main>
    </div>
  )
}
