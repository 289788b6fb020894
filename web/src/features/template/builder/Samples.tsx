import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './Builder.module.css'
import { type Draft, variablesOf } from './draft'

interface Props {
  draft: Draft
  set: (change: Partial<Draft>) => void
  part: 'header' | 'body'
  text: string
}

/** Meta's reviewers see the template with these. */
export function Samples({ draft, set, part, text }: Props) {
  const { t } = useTranslation()
  const variables = variablesOf(text)
  if (variables.length === 0) return null
  return (
    <div className={classes.samples} role="group" aria-label={t('builder.samples')}>
      {variables.map(name => {
        const key = `${part}.${name}`
        return (
          <TextInput
            key={name}
            size="xs"
            dir="auto"
            label={t('builder.sampleOf', { name: `{{${name}}}` })}
            value={draft.samples[key] ?? ''}
            onChange={event => set({ samples: { ...draft.samples, [key]: event.currentTarget.value } })}
          />
        )
      })}
    </div>
  )
}
