import { NativeSelect } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, type Language, languages, useLanguage } from '../../lib/i18n'
import { IconLanguage } from '../../ui/icons'
import classes from './FrontDoor.module.css'

interface Props {
  title: string
  hint?: string
  children: ReactNode
}

/** The pages before one is signed in. */
export function FrontDoor({ title, hint, children }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, t])
  return (
    <div className={classes.ground}>
      <main className={classes.card}>
        <img src="/icon.svg" alt="" width={48} height={48} />
        <h1 className={classes.title}>{title}</h1>
        {hint && <p className={classes.hint}>{hint}</p>}
        {children}
      </main>
      <footer className={classes.foot}>
        <NativeSelect
          size="xs"
          variant="unstyled"
          aria-label={t('user.language')}
          leftSection={<IconLanguage size={16} />}
          data={Object.entries(languages).map(([value, { name }]) => ({ value, label: name }))}
          value={language}
          onChange={event => void chooseLanguage(event.currentTarget.value as Language)}
        />
      </footer>
    </div>
  )
}
