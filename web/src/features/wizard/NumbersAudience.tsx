import { Button, Checkbox, Group, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import { Card } from '../../ui/Card'
import { ProblemNote } from '../../ui/ProblemNote'
import { asFile, pastedNumbers } from './audience'
import type { AudienceProps } from './AudienceStep'
import { startImport } from './queries'
import classes from './Wizard.module.css'

/** A handful of numbers: they become people with a tag, as those of a file do. */
export function NumbersAudience({ hand: { draft, saver }, keep, onStarted }: AudienceProps & { onStarted: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [optedIn, setOptedIn] = useState(false)
  const [source, setSource] = useState('')
  const numbers = pastedNumbers(text)
  const tag = `${draft.name.slice(0, 40).trim()} – ${t('wizard.audience.numbers')}`
  const starting = useMutation({
    mutationFn: () => startImport(asFile(numbers), { mapping: { phone: 'phone' }, tags: [tag], consent: optedIn ? { optedIn, source: source.trim() } : undefined }),
    onSuccess: ({ jobId }) => {
      keep({ importId: jobId })
      saver.edit({ audience: { tags: [tag] } })
      void saver.flush()
      onStarted()
    },
  })
  const hindered = numbers.length === 0 ? t('wizard.audience.needsNumbers') : optedIn && !source.trim() ? t('wizard.import.needsSource') : undefined
  return (
    <Card title={t('wizard.audience.numbers')}>
      <div className={classes.parts}>
        <Textarea label={t('wizard.audience.paste')} description={t('wizard.audience.pasteHint')} autosize minRows={5} maxRows={14} dir="ltr" value={text} onChange={event => setText(event.currentTarget.value)} />
        <Checkbox label={t('wizard.import.optedIn')} description={t('wizard.import.optedInHint')} checked={optedIn} onChange={event => setOptedIn(event.currentTarget.checked)} />
        {optedIn && <TextInput label={t('wizard.import.source')} placeholder={t('wizard.import.sourceExample')} value={source} onChange={event => setSource(event.currentTarget.value)} />}
        {starting.error && <ProblemNote error={starting.error} />}
        <Group justify="flex-end" gap="xs">
          <span className={classes.hint}>{hindered ?? t('wizard.audience.pasted', { n: formatNumber(numbers.length) })}</span>
          <Button disabled={hindered !== undefined} loading={starting.isPending} onClick={() => starting.mutate()}>
            {t('wizard.import.start')}
          </Button>
        </Group>
      </div>
    </Card>
  )
}
