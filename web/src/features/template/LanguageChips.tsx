import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { languageName } from '../../lib/languages'
import { meaningOf } from './meaning'
import type { Template } from './queries'
import classes from './Templates.module.css'

interface Props {
  templates: Template[]
  current?: Template
}

/** One chip a language, each leading to its template; the dot shows how it stands. */
export function LanguageChips({ templates, current }: Props) {
  const { t } = useTranslation()
  const severalAccounts = new Set(templates.map(template => template.account)).size > 1
  return (
    <ul className={classes.chips} aria-label={t('template.languages')}>
      {templates.map(template => {
        const meaning = meaningOf(template.status, template.quality)
        const { account, name, language } = template
        return (
          <li key={`${account} ${language}`}>
            <Link
              to="/templates/$account/$name/$language"
              params={{ account, name, language }}
              className={classes.chip}
              data-current={template === current || undefined}
              title={`${languageName(language)}: ${meaning ? t(meaning.label) : template.status}`}
            >
              <span className={classes.dot} data-color={meaning?.color ?? 'gray'} aria-hidden />
              {language}
              {severalAccounts && ` · …${account.slice(-4)}`}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
