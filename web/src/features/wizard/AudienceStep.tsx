import { Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { I18nKey } from '../../lib/i18n'
import { Card } from '../../ui/Card'
import { isChosen, type Source, sources } from './audience'
import { FileAudience, type Importing } from './FileAudience'
import { FilterAudience } from './FilterAudience'
import type { Kept } from './kept'
import { NumbersAudience } from './NumbersAudience'
import { Reach } from './Reach'
import { SavedAudience } from './SavedAudience'
import { TagAudience } from './TagAudience'
import type { DraftInHand } from './useDraft'
import classes from './Wizard.module.css'

export interface AudienceProps {
  hand: DraftInHand
  kept: Kept
  keep: (change: Kept) => void
}

interface Props extends AudienceProps {
  importing: Importing
  source: Source
  onSource: (source: Source) => void
}

const labels = {
  everybody: ['wizard.audience.everybody', 'wizard.audience.everybodyHint'],
  saved: ['wizard.audience.saved', 'wizard.audience.savedHint'],
  filter: ['wizard.audience.filter', 'wizard.audience.filterHint'],
  tags: ['wizard.audience.tags', 'wizard.audience.tagsHint'],
  file: ['wizard.audience.file', 'wizard.audience.fileHint'],
  numbers: ['wizard.audience.numbers', 'wizard.audience.numbersHint'],
} satisfies Record<Source, [I18nKey, I18nKey]>

/** Who gets it; how many that are is counted while one chooses. */
export function AudienceStep({ hand, kept, keep, importing, source, onSource }: Props) {
  const { t } = useTranslation()
  const { draft, state, saver } = hand
  const choose = (chosen: Source) => {
    onSource(chosen)
    if (chosen === 'everybody') saver.edit({ audience: { tags: [] } })
  }
  return (
    <div className={classes.sides}>
      <div className={classes.parts}>
        <Card title={t('wizard.audience.who')}>
          <Radio.Group value={source} onChange={chosen => choose(chosen as Source)} aria-label={t('wizard.audience.who')}>
            <div className={classes.sources}>
              {sources.map(one => (
                <div key={one} className={classes.source} data-chosen={one === source || undefined}>
                  <Radio value={one} label={t(labels[one][0])} description={t(labels[one][1])} />
                </div>
              ))}
            </div>
          </Radio.Group>
        </Card>
        {source === 'saved' && <SavedAudience hand={hand} />}
        {source === 'filter' && <FilterAudience hand={hand} />}
        {source === 'tags' && <TagAudience hand={hand} />}
        {source === 'file' && <FileAudience hand={hand} kept={kept} keep={keep} importing={importing} />}
        {source === 'numbers' && <NumbersAudience hand={hand} kept={kept} keep={keep} onStarted={() => onSource('file')} />}
      </div>
      <Reach draft={draft} stale={state.kind !== 'saved' || !isChosen(source, draft.audience, kept.importId)} />
    </div>
  )
}
