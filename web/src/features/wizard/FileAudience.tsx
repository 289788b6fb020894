import { Button, FileButton } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/Card'
import type { AudienceProps } from './AudienceStep'
import { FileCheck } from './FileCheck'
import { IconUpload } from './icons'
import { ImportProgress } from './ImportProgress'
import classes from './Wizard.module.css'

const TYPES = '.csv,.txt,.tsv,.xlsx'

/** People from a file: checked, imported by a job that goes on without this page, and meant by the tag that they get. */
export function FileAudience({ hand: { draft, saver }, kept, keep }: AudienceProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [over, setOver] = useState(false)
  if (kept.importId)
    return (
      <ImportProgress
        jobId={kept.importId}
        onEnd={() => void queries.invalidateQueries({ queryKey: ['campaign-forecast', draft.id] })}
        onAnother={() => keep({ importId: undefined })}
      />
    )
  if (file)
    return (
      <FileCheck
        file={file}
        campaign={draft.name}
        onBack={() => setFile(null)}
        onStarted={(importId, tag) => {
          keep({ importId, importTag: tag })
          saver.edit({ audience: { tags: [tag] } })
          void saver.flush()
        }}
      />
    )
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    setFile(event.dataTransfer.files[0] ?? null)
  }
  return (
    <Card title={t('wizard.audience.file')}>
      <div
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconUpload size={30} stroke={1.5} aria-hidden />
        <p>{t('wizard.import.drop')}</p>
        <FileButton accept={TYPES} onChange={setFile} inputProps={{ 'aria-label': t('wizard.import.choose') }}>
          {props => (
            <Button {...props} variant="default">
              {t('wizard.import.choose')}
            </Button>
          )}
        </FileButton>
        <small>{t('wizard.import.types')}</small>
      </div>
    </Card>
  )
}
