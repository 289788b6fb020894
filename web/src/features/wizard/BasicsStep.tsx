import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rules } from '../../lib/rules'
import { Card } from '../../ui/Card'
import { NumberChoice } from './NumberChoice'
import type { DraftInHand } from './useDraft'
import classes from './Wizard.module.css'

export function BasicsStep({ hand: { draft, saver } }: { hand: DraftInHand }) {
  const { t } = useTranslation()
  const [name, setName] = useState(draft.name)
  const [numbers, setNumbers] = useState(draft.phoneNumberIds)
  const wrong = rules(t).name(name)
  return (
    <div className={classes.parts}>
      <Card>
        <TextInput
          label={t('field.name')}
          description={t('wizard.nameHint')}
          value={name}
          error={wrong}
          onChange={event => {
            const typed = event.currentTarget.value
            setName(typed)
            if (!rules(t).name(typed)) saver.edit({ name: typed.trim() })
          }}
        />
      </Card>
      <NumberChoice
        value={numbers}
        waba={draft.template?.wabaId}
        onChange={chosen => {
          setNumbers(chosen)
          saver.edit({ phoneNumberIds: chosen })
        }}
      />
    </div>
  )
}
