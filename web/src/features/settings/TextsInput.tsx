import { ActionIcon, Input, Select, Textarea } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName, templateLanguages } from '../../lib/languages'
import { IconDelete } from './icons'
import classes from './Settings.module.css'

/** The text of everybody whose language has none. */
const OTHERS = 'default'

interface Props {
  label: string
  description: string
  disabled: boolean
  error: string | undefined
  value: Record<string, string>
  onChange: (value: Record<string, string>) => void
}

/** One text in several languages. */
export function TextsInput({ value, onChange, disabled, label, ...around }: Props) {
  const { t } = useTranslation()
  const title = useId()
  const given = Object.keys(value).filter(code => code !== OTHERS)
  const remove = (gone: string) => onChange(Object.fromEntries(Object.entries(value).filter(([code]) => code !== gone)))
  return (
    <Input.Wrapper {...around} label={label} labelElement="div" labelProps={{ id: title }}>
      <div role="group" aria-labelledby={title} className={classes.texts}>
        {[OTHERS, ...given].map(code => (
          <div key={code} className={classes.text}>
            <Textarea
              label={code === OTHERS ? t('setting.otherLanguages') : languageName(code)}
              dir="auto"
              lang={code === OTHERS ? undefined : code.replace('_', '-')}
              autosize
              disabled={disabled}
              value={value[code] ?? ''}
              onChange={event => onChange({ ...value, [code]: event.currentTarget.value })}
            />
            {code !== OTHERS && !disabled && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('setting.removeLanguage', { language: languageName(code) })}
                onClick={() => remove(code)}
              >
                <IconDelete size={18} />
              </ActionIcon>
            )}
          </div>
        ))}
        {!disabled && (
          <Select
            maw="22rem"
            aria-label={t('setting.addLanguage')}
            placeholder={t('setting.addLanguage')}
            searchable
            comboboxProps={{ keepMounted: false }}
            nothingFoundMessage={t('list.noMatch')}
            data={templateLanguages.filter(code => !given.includes(code)).map(code => ({ value: code, label: `${languageName(code)} (${code})` }))}
            value={null}
            onChange={code => code && onChange({ ...value, [code]: '' })}
          />
        )}
      </div>
    </Input.Wrapper>
  )
}
