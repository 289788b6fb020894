import { ActionIcon, Button, SegmentedControl, Textarea, Tooltip } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { I18nKey } from '../../../lib/i18n'
import { Card } from '../../../ui/Card'
import { IconBold, IconItalic, IconMono, IconStrike } from '../icons'
import type { SectionProps } from './Builder'
import classes from './Builder.module.css'
import { variablesOf } from './draft'
import { LONGEST } from './limits'
import { Counter, RemarkList } from './parts'
import { Samples } from './Samples'
import { VariableButton } from './VariableButton'

const marks = [
  { mark: '*', label: 'builder.bold', icon: IconBold },
  { mark: '_', label: 'builder.italic', icon: IconItalic },
  { mark: '~', label: 'builder.strike', icon: IconStrike },
  { mark: '```', label: 'builder.mono', icon: IconMono },
] as const satisfies { mark: string; label: I18nKey; icon: unknown }[]

/** @returns the text with something around what is selected, and where the selection is then */
export function around(text: string, from: number, to: number, before: string, after: string) {
  return { text: text.slice(0, from) + before + text.slice(from, to) + after + text.slice(to), from: from + before.length, to: to + before.length }
}

export function BodySection({ draft, set, remarks, mode }: SectionProps & { mode: 'new' | 'copy' | 'edit' }) {
  const { t } = useTranslation()
  const area = useRef<HTMLTextAreaElement>(null)
  const { text } = draft.body
  const variables = variablesOf(text)
  const write = (changed: string) => set({ body: { ...draft.body, text: changed } })
  const insert = (before: string, after: string) => {
    const element = area.current
    const [start, end] = element ? [element.selectionStart, element.selectionEnd] : [text.length, text.length]
    const next = around(text, start, end, before, after)
    write(next.text)
    // the text has to be there before its part can be selected
    requestAnimationFrame(() => {
      element?.focus()
      element?.setSelectionRange(next.from, next.to)
    })
  }
  return (
    <Card title={t('builder.body')}>
      <div className={classes.section}>
        <div className={classes.tools} role="toolbar" aria-label={t('builder.format')}>
          {marks.map(({ mark, label, icon: Picture }) => (
            <Tooltip key={mark} label={t(label)}>
              <ActionIcon variant="default" aria-label={t(label)} onClick={() => insert(mark, mark)}>
                <Picture size={18} />
              </ActionIcon>
            </Tooltip>
          ))}
          <VariableButton named={draft.named} known={variables} onAdd={variable => insert(variable, '')} />
          {variables.map(name => (
            <Button
              key={name}
              size="compact-sm"
              variant="default"
              className={classes.variable}
              aria-label={t('builder.insertAgain', { name: `{{${name}}}` })}
              onClick={() => insert(`{{${name}}}`, '')}
            >
              {`{{${name}}}`}
            </Button>
          ))}
          <span className={classes.grow} />
          <SegmentedControl
            size="xs"
            aria-label={t('builder.variables')}
            disabled={mode !== 'new'}
            value={draft.named ? 'named' : 'positional'}
            onChange={value => set({ named: value === 'named' })}
            data={[
              { value: 'positional', label: t('builder.positional') },
              { value: 'named', label: t('builder.named') },
            ]}
          />
        </div>
        <Textarea
          ref={area}
          aria-label={t('builder.bodyText')}
          autosize
          minRows={5}
          maxRows={18}
          dir="auto"
          value={text}
          onChange={event => write(event.currentTarget.value)}
        />
        <span className={classes.labelled}>
          <span />
          <Counter text={text} most={LONGEST.body} />
        </span>
        <Samples draft={draft} set={set} part="body" text={text} />
        <RemarkList remarks={remarks.body} />
      </div>
    </Card>
  )
}
