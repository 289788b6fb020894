import type { ReactNode } from 'react'
import classes from './Card.module.css'

interface Props {
  title?: string
  hint?: string
  actions?: ReactNode
  flush?: boolean
  id?: string
  children: ReactNode
}

export function Card({ title, hint, actions, flush = false, id, children }: Props) {
  return (
    <section id={id} className={classes.card}>
      {title && (
        <header className={classes.header}>
          <div>
            <h2 className={classes.title}>{title}</h2>
            {hint && <p className={classes.hint}>{hint}</p>}
          </div>
          {actions}
        </header>
      )}
      <div className={flush ? undefined : classes.body}>{children}</div>
    </section>
  )
}
