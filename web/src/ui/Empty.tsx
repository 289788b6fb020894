import type { ReactNode } from 'react'
import type { Icon } from '@tabler/icons-react'
import classes from './Empty.module.css'

interface Props {
  icon: Icon
  title: string
  hint: string
  action?: ReactNode
}

/** Nothing here yet, and what the next step is. */
export function Empty({ icon: Picture, title, hint, action }: Props) {
  return (
    <div className={classes.empty}>
      <span className={classes.picture}>
        <Picture size={28} stroke={1.6} aria-hidden />
      </span>
      <p className={classes.title}>{title}</p>
      <p className={classes.hint}>{hint}</p>
      {action}
    </div>
  )
}
