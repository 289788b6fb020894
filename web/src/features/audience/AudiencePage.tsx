import { Anchor, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/problem'
import { ProblemNote } from '../../ui/ProblemNote'
import classes from './Audience.module.css'
import { AudienceEditor } from './AudienceEditor'
import { audienceQuery } from './queries'

export function NewAudiencePage() {
  return (
    <div className={classes.wide}>
      <Back />
      <AudienceEditor />
    </div>
  )
}

export function AudiencePage() {
  const { audienceId } = useParams({ from: '/inside/audiences/$audienceId' })
  const { data, error, refetch } = useQuery(audienceQuery(audienceId))
  return (
    <div className={classes.wide}>
      <Back />
      {data ? (
        // the editor keeps what was read first, so that nobody's typing is lost when somebody else saves
        <AudienceEditor key={data.id} audience={data} />
      ) : error ? (
        <ProblemNote error={error} onRetry={error instanceof ApiProblem && error.body.status === 404 ? undefined : () => void refetch()} />
      ) : (
        <Skeleton height={260} mt="md" />
      )}
    </div>
  )
}

function Back() {
  const { t } = useTranslation()
  return (
    <Anchor component={Link} to="/audiences" size="sm">
      {t('audience.back')}
    </Anchor>
  )
}
