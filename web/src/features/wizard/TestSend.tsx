import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import { Card } from '../../ui/Card'
import { ProblemNote } from '../../ui/ProblemNote'
import { pastedNumbers } from './audience'
import { IconSend } from './icons'
import { testSend } from './queries'
import classes from './Wizard.module.css'

const MOST = 10

/** The message on one's own phones, before anybody else gets it. */
export function TestSend({ id }: { id: string }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const to = pastedNumbers(text)
  const [asked, setAsked] = useState(false)
  const wrong = to.length === 0 ? t('wizard.audience.needsNumbers') : to.length > MOST ? t('wizard.review.testMost', { n: MOST }) : undefined
  const sending = useMutation({ mutationFn: () => testSend(id, to) })
  return (
    <Card title={t('wizard.review.test')} hint={t('wizard.review.testHint')}>
      <form
        className={classes.parts}
        onSubmit={event => {
          event.preventDefault()
          setAsked(true)
          if (!wrong) sending.mutate()
        }}
      >
        <Textarea label={t('wizard.review.testTo')} placeholder="+1 202 555 0142" dir="ltr" autosize minRows={1} value={text} onChange={event => setText(event.currentTarget.value)} error={asked && wrong} />
        {sending.error && <ProblemNote error={sending.error} />}
        {sending.data && (
          <p role="status" className={classes.good}>
            {t('wizard.review.tested', { n: formatNumber(sending.data.messages.length) })}
          </p>
        )}
        <Button type="submit" variant="default" leftSection={<IconSend size={18} />} loading={sending.isPending}>
          {t('wizard.review.testSend')}
        </Button>
      </form>
    </Card>
  )
}
