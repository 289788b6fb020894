import { Button, Loader } from '@mantine/core'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../ui/ProblemNote'
import classes from './Furniture.module.css'

export function Opening() {
  const { t } = useTranslation()
  return (
    <div className={classes.middle} role="status" aria-label={t('list.loading')}>
      <Loader type="dots" />
    </div>
  )
}

export function Missing() {
  const { t } = useTranslation()
  return (
    <main className={classes.middle}>
      <h1 className={classes.title}>{t('missing.title')}</h1>
      <p>{t('missing.hint')}</p>
      <Button component={Link} to="/">
        {t('missing.home')}
      </Button>
    </main>
  )
}

export function Broken({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <div className={classes.middle}>
      <ProblemNote
        error={error}
        onRetry={() => {
          reset()
          void router.invalidate()
        }}
      />
    </div>
  )
}
