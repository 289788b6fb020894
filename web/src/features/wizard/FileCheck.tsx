import { Alert, Button, Checkbox, Group, Skeleton, TextInput } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/problem'
import { formatNumber } from '../../lib/format'
import { Card } from '../../ui/Card'
import { ProblemNote } from '../../ui/ProblemNote'
import { ColumnTable } from './ColumnTable'
import { checkImport, startImport } from './queries'
import classes from './Wizard.module.css'

interface Props {
  file: File
  campaign: string
  onBack: () => void
  onStarted: (importId: string, tag: string) => void
}

const LONGEST_TAG = 60

/** What each column is taken for, the first rows with what is wrong in them, and what holds for everybody in the file. */
export function FileCheck({ file, campaign, onBack, onStarted }: Props) {
  const { t } = useTranslation()
  const [mapping, setMapping] = useState<Record<string, string>>({})
  const [tag, setTag] = useState(() => `${campaign} – ${file.name}`.slice(0, LONGEST_TAG).trim())
  const [optedIn, setOptedIn] = useState(false)
  const [source, setSource] = useState('')
  const check = useQuery({
    queryKey: ['import-check', file.name, file.size, file.lastModified, mapping],
    queryFn: () => checkImport(file, { mapping }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  })
  const starting = useMutation({
    mutationFn: () => startImport(file, { mapping, tags: [tag.trim()], consent: optedIn ? { optedIn, source: source.trim() } : undefined }),
    onSuccess: ({ jobId }) => onStarted(jobId, tag.trim()),
  })
  const fields = starting.error instanceof ApiProblem ? starting.error.fields : {}
  const checked = check.data
  const hindered = !tag.trim() ? t('wizard.import.needsTag') : optedIn && !source.trim() ? t('wizard.import.needsSource') : checked?.problem ? t('wizard.import.needsPhone') : undefined
  return (
    <Card title={file.name} hint={checked?.rowsInFile !== undefined ? t('wizard.import.rows', { n: formatNumber(checked.rowsInFile) }) : undefined}>
      {check.error && <ProblemNote error={check.error} />}
      {!checked && !check.error && <Skeleton height={200} />}
      {checked && (
        <div className={classes.parts}>
          {checked.problem && (
            <Alert color="yellow" variant="light" role="alert">
              {t('wizard.import.needsPhone')}
            </Alert>
          )}
          <ColumnTable checked={checked} onMap={(header, field) => setMapping({ ...mapping, [header]: field })} />
          <p className={classes.hint}>
            {checked.refused > 0
              ? t('wizard.import.someRefused', { refused: formatNumber(checked.refused), n: formatNumber(checked.rows.length) })
              : t('wizard.import.allGood', { n: formatNumber(checked.rows.length) })}
          </p>
          <TextInput label={t('wizard.import.tag')} description={t('wizard.import.tagHint')} value={tag} maxLength={LONGEST_TAG} onChange={event => setTag(event.currentTarget.value)} />
          <Checkbox label={t('wizard.import.optedIn')} description={t('wizard.import.optedInHint')} checked={optedIn} onChange={event => setOptedIn(event.currentTarget.checked)} />
          {optedIn && (
            <TextInput
              label={t('wizard.import.source')}
              placeholder={t('wizard.import.sourceExample')}
              value={source}
              error={fields['options.consent.source']}
              onChange={event => setSource(event.currentTarget.value)}
            />
          )}
        </div>
      )}
      {starting.error && <ProblemNote error={starting.error} />}
      <Group justify="flex-end" mt="md" gap="xs">
        {hindered && checked && <span className={classes.hint}>{hindered}</span>}
        <Button variant="default" onClick={onBack}>
          {t('wizard.import.other')}
        </Button>
        <Button disabled={!checked || hindered !== undefined} loading={starting.isPending} onClick={() => starting.mutate()}>
          {t('wizard.import.start')}
        </Button>
      </Group>
    </Card>
  )
}
