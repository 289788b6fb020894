import { Button, Skeleton, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/Card'
import { ProblemNote } from '../../ui/ProblemNote'
import { attributesQuery, type Campaign, type Forecast, type Template, templateQuery } from './queries'
import { SamplePreview } from './SamplePreview'
import { TemplatePicker } from './TemplatePicker'
import type { DraftInHand } from './useDraft'
import { VariableRow } from './VariableRow'
import { carriedOver, filledIn, mapped, mappingOf } from './variables'
import classes from './Wizard.module.css'

interface Props {
  hand: DraftInHand
  forecast?: Forecast
}

/** What they get: a template that Meta approved, and where its values come from. */
export function MessageStep({ hand, forecast }: Props) {
  const { draft, saver } = hand
  const [choosing, setChoosing] = useState(!draft.template)
  if (choosing || !draft.template)
    return (
      <TemplatePicker
        waba={accountOf(draft)}
        chosen={draft.template}
        onCancel={draft.template ? () => setChoosing(false) : undefined}
        onChoose={template => {
          saver.edit({
            template: { wabaId: template.account, name: template.name, language: template.language },
            variables: carriedOver(draft.variables, template.slots),
          })
          void saver.flush().then(saved => saved && setChoosing(false))
        }}
      />
    )
  return <Filling hand={hand} template={draft.template} forecast={forecast} onOther={() => setChoosing(true)} />
}

/** Numbers that were chosen can send their own account's templates only. */
const accountOf = (draft: Campaign) => (draft.phoneNumberIds.length > 0 ? draft.template?.wabaId : undefined)

interface FillingProps extends Props {
  template: NonNullable<Campaign['template']>
  onOther: () => void
}

function Filling({ hand: { draft, saver, state }, template: key, forecast, onOther }: FillingProps) {
  const { t } = useTranslation()
  const { data: template, error, refetch } = useQuery(templateQuery(key))
  const attributes = useQuery(attributesQuery)
  const [variables, setVariables] = useState(draft.variables)
  if (!template) return error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton height={320} />
  const set = (changed: Campaign['variables']) => {
    setVariables(changed)
    saver.edit({ variables: filledIn(changed, template?.slots ?? []) })
  }
  return (
    <div className={classes.sides}>
      <div className={classes.parts}>
        <Card
          title={template.name}
          hint={`${template.language} · ${template.category ?? ''}`}
          actions={
            <Button size="xs" variant="default" onClick={onOther}>
              {t('wizard.message.other')}
            </Button>
          }
        >
          {!template.sendable && <NotSendable template={template} />}
          <Switch
            label={t('wizard.message.byLanguage')}
            description={t('wizard.message.byLanguageHint', { language: template.language })}
            checked={draft.languages === 'BY_CONTACT'}
            onChange={event => saver.edit({ languages: event.currentTarget.checked ? 'BY_CONTACT' : 'CHOSEN_ONLY' })}
          />
        </Card>
        {template.slots.length > 0 && (
          <Card title={t('wizard.message.variables')} hint={t('wizard.message.variablesHint')}>
            <div className={classes.parts}>
              {template.slots.map(slot => (
                <VariableRow
                  key={slot.label}
                  slot={slot}
                  mapping={mappingOf(variables, slot)}
                  attributes={attributes.data ?? []}
                  onChange={mapping => set(mapped(variables, slot, mapping))}
                />
              ))}
            </div>
          </Card>
        )}
      </div>
      <SamplePreview template={template} variables={variables} samples={forecast?.samples ?? []} stale={state.kind !== 'saved'} />
    </div>
  )
}

function NotSendable({ template }: { template: Template }) {
  return (
    <p className={classes.bad} lang="en" dir="auto">
      {template.reason}
    </p>
  )
}
