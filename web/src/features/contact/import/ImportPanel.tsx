import { Button, Group, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../../ui/ProblemNote'
import { jobsKey } from '../queries'
import { CheckedRows } from './CheckedRows'
import { ColumnMapping } from './ColumnMapping'
import { FileDrop } from './FileDrop'
import { type Chosen, optionsOf, unchosen } from './options'
import { OptionFields } from './OptionFields'
import { previewImport, startImport } from './queries'
import { ReportView } from './ReportView'

interface Props {
  tags?: string[]
  /** Told at once: the job goes on without this page. */
  onStarted?: (jobId: string, tags: string[]) => void
  onImported?: (jobId: string, tags: string[]) => void
  onClose: () => void
}

/** From a file to people: what its columns are, its first rows checked, what holds for everybody, then how far it is. */
export function ImportPanel({ tags = [], onStarted, onImported, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [file, setFile] = useState<File>()
  const [chosen, setChosen] = useState<Chosen>(() => unchosen(tags))
  const [over, setOver] = useState(false)
  const starting = useMutation({
    mutationFn: startImport,
    onSuccess: ({ jobId }) => {
      void queries.invalidateQueries({ queryKey: jobsKey })
      onStarted?.(jobId, chosen.tags)
    },
  })
  // the tags and the consent change nothing of what the rows look like
  const [asked] = useDebouncedValue(JSON.stringify({ mapping: chosen.mapping, defaultCountry: chosen.country ?? undefined }), 250)
  const preview = useQuery({
    queryKey: ['import-preview', file?.name, file?.size, file?.lastModified, asked],
    queryFn: () => previewImport({ file: file as File, options: JSON.parse(asked) as object }),
    enabled: file !== undefined,
    retry: false,
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
  if (starting.data)
    return (
      <Stack gap="md">
        <ReportView
          jobId={starting.data.jobId}
          onEnd={() => {
            setOver(true)
            onImported?.(starting.data.jobId, chosen.tags)
          }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(over ? 'action.close' : 'import.close')}
          </Button>
        </Group>
      </Stack>
    )
  const problem = preview.data?.problem
  const missing = chosen.optedIn && !chosen.source.trim() ? t('import.sourceMissing') : undefined
  return (
    <Stack gap="md">
      <FileDrop
        file={file}
        onFile={next => {
          setFile(next)
          setChosen({ ...chosen, mapping: {} })
        }}
      />
      {preview.error && <ProblemNote error={preview.error} />}
      {file && preview.data && !preview.error && (
        <>
          <ColumnMapping preview={preview.data} mapping={chosen.mapping} onChange={mapping => setChosen({ ...chosen, mapping })} />
          <CheckedRows preview={preview.data} />
          <OptionFields value={chosen} onChange={setChosen} />
          {starting.error && <ProblemNote error={starting.error} />}
          <Group justify="flex-end" gap="xs">
            {(problem ?? missing) && <span role="status">{problem ? t('import.mendColumns') : missing}</span>}
            <Button variant="default" onClick={onClose}>
              {t('action.back')}
            </Button>
            <Button disabled={Boolean(problem ?? missing)} loading={starting.isPending} onClick={() => starting.mutate({ file, options: optionsOf(chosen) })}>
              {t('import.start')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  )
}
