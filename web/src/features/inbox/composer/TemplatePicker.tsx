import { Button, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../../api/client'
import { useList } from '../../../lib/useList'
import { IconSearch } from '../../../ui/icons'
import { ProblemNote } from '../../../ui/ProblemNote'
import { IconClock, IconTemplate } from '../icons'
import { type Conversation, readTemplates, templatesKey } from '../queries'
import { useNumbers } from '../useNumbers'
import composer from './Composer.module.css'
import { TemplateForm } from './TemplateForm'
import classes from './Templates.module.css'

type Template = Schemas['TemplateView']

interface Props {
  conversation: Conversation
  windowOpen: boolean
  onDone: () => void
}

/** What can be sent at any time: one of Meta's approved templates, filled in beside its preview. */
export function TemplatePicker({ conversation, windowOpen, onDone }: Props) {
  const { t } = useTranslation()
  const [template, setTemplate] = useState<Template>()
  const numbers = useNumbers()
  const account = numbers.of(conversation.phoneNumberId)?.wabaId
  return (
    <div className={classes.templates}>
      {!windowOpen && (
        <p className={classes.over}>
          <IconClock size={18} aria-hidden />
          {t(conversation.windowEndsAt ? 'inbox.closed' : 'inbox.neverWrote')}
        </p>
      )}
      {template ? (
        <TemplateForm
          conversation={conversation}
          template={template}
          onBack={() => setTemplate(undefined)}
          onSent={() => {
            setTemplate(undefined)
            onDone()
          }}
        />
      ) : account ? (
        <Choice account={account} onChoose={setTemplate} />
      ) : numbers.loaded ? (
        <p className={composer.hint}>{t('inbox.numberGone')}</p>
      ) : (
        <Skeleton height={80} />
      )}
    </div>
  )
}

function Choice({ account, onChoose }: { account: string; onChoose: (template: Template) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const { rows, loading, error, more, onMore, onRetry } = useList(templatesKey(account, q), readTemplates(account, q))
  const sendable = rows.filter(template => template.sendable && template.category !== 'AUTHENTICATION')
  return (
    <>
      <TextInput
        type="search"
        aria-label={t('inbox.templateSearch')}
        placeholder={t('inbox.templateSearch')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={typed}
        onChange={event => setTyped(event.currentTarget.value)}
      />
      {error ? <ProblemNote error={error} onRetry={onRetry} /> : null}
      {loading && <Skeleton height={120} mt={8} />}
      {!loading && !error && sendable.length === 0 && !more && <p className={composer.hint}>{t(q ? 'inbox.noTemplateFound' : 'inbox.noTemplate')}</p>}
      <ul className={classes.choices} aria-label={t('inbox.templates')}>
        {sendable.map(template => (
          <li key={`${template.name} ${template.language}`}>
            <button type="button" className={classes.choice} onClick={() => onChoose(template)}>
              <IconTemplate size={18} aria-hidden />
              <span className={classes.choiceWords}>
                <strong>
                  <bdi dir="ltr">
                    {template.name} · {template.language}
                  </bdi>
                </strong>
                <span dir="auto">{template.body}</span>
              </span>
            </button>
          </li>
        ))}
        {more && (
          <li>
            <Button variant="subtle" size="sm" fullWidth onClick={onMore}>
              {t('inbox.moreTemplates')}
            </Button>
          </li>
        )}
      </ul>
    </>
  )
}
