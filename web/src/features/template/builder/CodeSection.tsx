import { Checkbox, NumberInput, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card } from '../../../ui/Card'
import type { SectionProps } from './Builder'
import classes from './Builder.module.css'
import { RemarkList } from './parts'

/** One-time codes: the words are Meta's, in every language; little is left to choose. */
export function CodeSection({ draft, set, remarks }: SectionProps) {
  const { t } = useTranslation()
  const change = (more: Partial<typeof draft.code>) => set({ code: { ...draft.code, ...more } })
  return (
    <Card title={t('builder.code')}>
      <div className={classes.section}>
        <Text size="sm" c="dimmed">
          {t('builder.codeHint')}
        </Text>
        <Checkbox label={t('builder.codeWarns')} checked={draft.code.warns} onChange={event => change({ warns: event.currentTarget.checked })} />
        <NumberInput
          label={t('builder.codeMinutes')}
          description={t('builder.codeMinutesHint')}
          maw="16rem"
          min={1}
          max={90}
          allowDecimal={false}
          value={draft.code.minutes}
          onChange={minutes => change({ minutes: typeof minutes === 'number' ? minutes : '' })}
        />
        <RemarkList remarks={[...(remarks.body ?? []), ...(remarks.footer ?? []), ...(remarks.buttons ?? []), ...(remarks['button.0'] ?? [])]} />
      </div>
    </Card>
  )
}
