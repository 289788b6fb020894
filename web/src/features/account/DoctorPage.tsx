import { Alert, Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/Card'
import { IconAlert, IconRefresh } from '../../ui/icons'
import { Page } from '../../ui/Page'
import { ProblemNote } from '../../ui/ProblemNote'
import { Checks } from './Checks'
import { IconFail, IconGood } from './icons'
import { doctorQuery, type Finding } from './queries'

const verdicts = {
  OK: { title: 'doctor.allGood', color: 'wa', icon: IconGood },
  WARN: { title: 'doctor.someWarn', color: 'yellow', icon: IconAlert },
  FAIL: { title: 'doctor.someFail', color: 'red', icon: IconFail },
} as const

const rank = { FAIL: 0, WARN: 1, OK: 2 }
/** What needs a hand first. */
const byState = (findings: Finding[]) => findings.toSorted((one, other) => rank[one.state] - rank[other.state])

export function DoctorPage() {
  const { t } = useTranslation()
  const { data, error, refetch, isFetching } = useQuery(doctorQuery)
  const verdict = data && verdicts[data.state]
  const again = (
    <Button variant="default" leftSection={<IconRefresh size={18} />} loading={isFetching} onClick={() => void refetch()}>
      {t('doctor.again')}
    </Button>
  )
  return (
    <Page title={t('doctor.title')} hint={t('doctor.hint')} actions={again}>
      {error ? (
        <ProblemNote error={error} onRetry={() => void refetch()} />
      ) : data && verdict ? (
        <>
          <Alert variant="light" color={verdict.color} icon={<verdict.icon size={20} />} title={t(verdict.title)} role="status" />
          <Card flush>
            <Checks findings={byState(data.checks)} />
          </Card>
        </>
      ) : (
        <Skeleton height={420} />
      )}
    </Page>
  )
}
