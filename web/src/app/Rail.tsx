import { Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Connection, type Live, useConnection } from '../api/live'
import { useMay } from '../api/me'
import { countsQuery } from '../features/inbox/counts'
import { formatNumber } from '../lib/format'
import type { I18nKey } from '../lib/i18n'
import { NumberChoice } from './NumberChoice'
import { Overlays } from './Overlays'
import { screens } from './screens'
import classes from './Shell.module.css'
import { UserMenu } from './UserMenu'

const MOST_SHOWN = 99

const words = {
  connecting: 'live.connecting',
  live: 'live.live',
  reconnecting: 'live.reconnecting',
  offline: 'live.offline',
} satisfies Record<Connection, I18nKey>

export function Rail({ live }: { live: Live }) {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <nav className={classes.rail} aria-label={t('shell.screens')}>
      {screens
        .filter(screen => may(screen.needs))
        .map(({ to, label, icon: Picture, inMenu }) => (
          <Tooltip key={to} label={t(label)} position="right" openDelay={300}>
            <Link to={to} className={classes.entry} data-menu={inMenu} aria-label={t(label)}>
              <Picture size={24} stroke={1.8} aria-hidden />
              {to === '/inbox' && <Unread />}
            </Link>
          </Tooltip>
        ))}
      <div className={classes.space} />
      <Overlays />
      <NumberChoice />
      <ConnectionDot live={live} />
      <UserMenu />
    </nav>
  )
}

/** How many conversations hold something that nobody has looked at. */
function Unread() {
  const { t } = useTranslation()
  const unread = useQuery(countsQuery).data?.unread ?? 0
  if (unread === 0) return null
  return (
    <span className={classes.badge} role="status" aria-label={t('inbox.unreadCount', { n: formatNumber(unread) })}>
      {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
    </span>
  )
}

function ConnectionDot({ live }: { live: Live }) {
  const { t } = useTranslation()
  const state = useConnection(live)
  const said = t(words[state])
  return (
    <Tooltip label={said} position="right">
      <span className={classes.dot} data-state={state} role="status" aria-label={said} />
    </Tooltip>
  )
}
