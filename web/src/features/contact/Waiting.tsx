import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './Contacts.module.css'

const SHADES = [0, 1, 2, 3, 4, 5]

/** Where a list will be. */
export function Waiting() {
  const { t } = useTranslation()
  return (
    <div className={classes.waiting} role="status" aria-label={t('list.loading')}>
      {SHADES.map(n => (
        <Skeleton key={n} height={18} mb={18} radius="sm" width={`${95 - ((n * 17) % 40)}%`} />
      ))}
    </div>
  )
}
