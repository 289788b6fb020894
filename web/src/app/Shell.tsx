import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Live } from '../api/live'
import { sessions } from '../api/session'
import { Rail } from './Rail'
import classes from './Shell.module.css'

const TOPICS = ['users', 'settings', 'campaigns']

/** The rail and the screen beside it, while one is signed in. */
export function Shell() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [live] = useState(() => new Live(queries, TOPICS))
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
