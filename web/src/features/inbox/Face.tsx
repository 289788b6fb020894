import { initials } from '../../ui/initials'
import classes from './Face.module.css'
import { IconContact } from './icons'

const WHOLE = 24 * 3_600_000
const LATE = 4 * 3_600_000

interface Props {
  name: string
  windowEndsAt?: string
  now: number
  large?: boolean
}

/** Somebody's letters, in a ring that closes as the customer service window does. */
export function Face({ name, windowEndsAt, now, large = false }: Props) {
  const left = windowEndsAt ? Math.max(0, Date.parse(windowEndsAt) - now) : 0
  const share = Math.min(1, left / WHOLE)
  return (
    <span className={classes.face} data-large={large || undefined} aria-hidden>
      <svg className={classes.ring} viewBox="0 0 48 48">
        <circle cx="24" cy="24" r="22.5" className={classes.track} />
        {share > 0 && (
          <circle cx="24" cy="24" r="22.5" className={classes.left} data-late={left < LATE || undefined} pathLength={100} strokeDasharray={`${share * 100} 100`} />
        )}
      </svg>
      <span className={classes.letters}>{/\p{L}/u.test(name) ? initials(name) : <IconContact size={20} />}</span>
    </span>
  )
}
