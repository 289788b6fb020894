import { Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/Card'
import type { AudienceProps } from './AudienceStep'

/** How files become people is another feature's; the routes bring it along. */
export interface Importing {
  Panel: ComponentType<{ tags: string[]; onStarted: (jobId: string, tags: string[]) => void; onClose: () => void }>
  Report: ComponentType<{ jobId: string; onEnd: () => void }>
}

const LONGEST_TAG = 60

/** People from a file, imported by a job that goes on without this page; whom the campaign means is told by the tag that they get. */
export function FileAudience({ hand: { draft, saver }, kept, keep, importing: { Panel, Report } }: AudienceProps & { importing: Importing }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [round, setRound] = useState(0)
  const tag = `${draft.name} – ${t('wizard.audience.file')}`.slice(0, LONGEST_TAG).trim()
  const started = (importId: string, tags: string[]) => {
    keep({ importId })
    saver.edit({ audience: { tags: tags.includes(tag) || tags.length === 0 ? [tag] : tags } })
    void saver.flush()
  }
  return (
    <Card title={kept.importId ? undefined : t('wizard.audience.file')} hint={t('wizard.audience.fileTag', { tag })}>
      {kept.importId ? (
        <>
          <Report jobId={kept.importId} onEnd={() => void queries.invalidateQueries({ queryKey: ['campaign-forecast', draft.id] })} />
          <Group justify="flex-end" mt="sm">
            <Button variant="subtle" size="xs" onClick={() => keep({ importId: undefined })}>
              {t('wizard.import.another')}
            </Button>
          </Group>
        </>
      ) : (
        // given up: from the beginning
        <Panel key={round} tags={[tag]} onStarted={started} onClose={() => setRound(round + 1)} />
      )}
    </Card>
  )
}
