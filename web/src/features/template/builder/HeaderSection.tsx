import { Alert, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { I18nKey } from '../../../lib/i18n'
import { Card } from '../../../ui/Card'
import type { SectionProps } from './Builder'
import classes from './Builder.module.css'
import { type HeaderKind, variablesOf } from './draft'
import { LONGEST } from './limits'
import { Counter, RemarkList } from './parts'
import { Samples } from './Samples'
import { VariableButton } from './VariableButton'

const labels = {
  NONE: 'builder.header.none',
  TEXT: 'builder.header.text',
  IMAGE: 'builder.header.image',
  VIDEO: 'builder.header.video',
  DOCUMENT: 'builder.header.document',
  LOCATION: 'builder.header.location',
} as const satisfies Record<HeaderKind, I18nKey>

const MEDIA = new Set(['IMAGE', 'VIDEO', 'DOCUMENT'])
const offered: HeaderKind[] = ['NONE', 'TEXT', 'LOCATION']

export function HeaderSection({ draft, set, remarks }: SectionProps) {
  const { t } = useTranslation()
  const { kind, text } = draft.header
  const kinds = offered.includes(kind as HeaderKind) ? offered : [...offered, kind]
  const change = (more: Partial<typeof draft.header>) => set({ header: { ...draft.header, ...more } })
  return (
    <Card title={t('builder.header')} hint={t('builder.optional')}>
      <div className={classes.section}>
        <Select
          aria-label={t('builder.headerKind')}
          allowDeselect={false}
          maw="16rem"
          data={kinds.map(value => ({ value, label: value in labels ? t(labels[value as HeaderKind]) : value }))}
          value={kind}
          onChange={value => value && change({ kind: value, rest: value === kind ? draft.header.rest : {} })}
        />
        {kind === 'TEXT' && (
          <>
            <TextInput
              label={
                <span className={classes.labelled}>
                  {t('builder.headerText')} <Counter text={text} most={LONGEST.header} />
                </span>
              }
              labelProps={{ style: { display: 'block' } }}
              dir="auto"
              value={text}
              onChange={event => change({ text: event.currentTarget.value })}
            />
            {variablesOf(text).length === 0 && (
              <div className={classes.tools}>
                <VariableButton named={draft.named} known={[]} onAdd={variable => change({ text: `${text}${variable}` })} />
              </div>
            )}
            <Samples draft={draft} set={set} part="header" text={text} />
          </>
        )}
        {kind === 'LOCATION' && <Alert variant="light">{t('builder.locationHint')}</Alert>}
        {MEDIA.has(kind) && <Alert variant="light">{t('builder.mediaKept')}</Alert>}
        <RemarkList remarks={remarks.header} />
      </div>
    </Card>
  )
}
