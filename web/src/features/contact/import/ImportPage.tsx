import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Card } from '../../../ui/Card'
import { Page } from '../../../ui/Page'
import { ProblemNote } from '../../../ui/ProblemNote'
import { reportQuery } from './queries'
import { ReportView } from './ReportView'

export function ImportPage() {
  const { t } = useTranslation()
  const { jobId } = useParams({ from: '/inside/contacts/imports/$jobId' })
  const { data, error, refetch } = useQuery(reportQuery(jobId))
  return (
    <>
      <Anchor component={Link} to="/contacts/work" size="sm">
        {t('work.back')}
      </Anchor>
      <Page title={data?.file ?? t('import.title')}>
        {error ? (
          <ProblemNote error={error} onRetry={() => void refetch()} />
        ) : (
          <Card>
            <ReportView jobId={jobId} />
          </Card>
        )}
      </Page>
    </>
  )
}
