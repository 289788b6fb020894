import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card } from '../../../ui/Card'
import type { SectionProps } from './Builder'
import classes from './Builder.module.css'
import { LONGEST } from './limits'
import { Counter, RemarkList } from './parts'

export function FooterSection({ draft, set, remarks }: SectionProps) {
  const { t } = useTranslation()
  const { text } = draft.footer
  return (
    <Card title={t('builder.footer')} hint={t('builder.optional')}>
      <div className={classes.section}>
        <TextInput
          aria-label={t('builder.footerText')}
          placeholder={t('builder.footerPlaceholder')}
          dir="auto"
          value={text}
          onChange={event => set({ footer: { ...draft.footer, text: event.currentTarget.value } })}
        />
        <span className={classes.labelled}>
          <span />
          <Counter text={text} most={LONGEST.footer} />
        </span>
        <RemarkList remarks={remarks.footer} />
      </div>
    </Card>
  )
}
