import { Badge, Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { Card } from '../../ui/Card'
import { Confirm } from '../../ui/Confirm'
import { JobProgress } from '../../ui/jobs/JobProgress'
import { Page } from '../../ui/Page'
import { ProblemNote } from '../../ui/ProblemNote'
import { refused, said } from '../../ui/toasts'
import { IconOut } from './icons'
import { beginSimulator, customersWrite, endSimulator, removeSamples, simulatorQuery } from './queries'

/** Meta's side of the wire on this machine: to try things out. */
export function SimulatorPage() {
  const { t } = useTranslation()
  const mayChange = useMay()('MANAGE_ACCOUNTS')
  const { data: state, error, refetch } = useQuery(simulatorQuery)
  return (
    <Page title={t('simulator.title')} hint={t('simulator.hint')}>
      <Card>
        {error ? (
          <ProblemNote error={error} onRetry={() => void refetch()} />
        ) : !state ? (
          <Skeleton height={90} />
        ) : (
          <Stack gap="sm" align="flex-start">
            <Badge variant="light" color={state.on ? 'wa' : 'gray'}>
              {t(state.on ? 'simulator.on' : 'simulator.off')}
            </Badge>
            <Text size="sm">{t(state.on ? 'simulator.onHint' : 'simulator.offHint')}</Text>
            {mayChange ? state.on ? <On url={state.url} /> : <Off /> : <Text size="sm">{t('organization.readOnly')}</Text>}
          </Stack>
        )}
      </Card>
      {mayChange && <Samples />}
    </Page>
  )
}

function Off() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const begin = useMutation({ mutationFn: beginSimulator, onSettled: () => queries.invalidateQueries({ queryKey: ['account'] }) })
  return (
    <>
      {begin.error && <ProblemNote error={begin.error} />}
      <Button loading={begin.isPending} onClick={() => begin.mutate()}>
        {t('simulator.begin')}
      </Button>
    </>
  )
}

function On({ url }: { url?: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [ending, setEnding] = useState(false)
  const write = useMutation({
    mutationFn: customersWrite,
    onError: refused,
    onSuccess: ({ wrote }) => said(t(wrote > 0 ? 'simulator.wrote' : 'simulator.wroteBefore')),
  })
  const end = useMutation({
    mutationFn: endSimulator,
    onSuccess: () => {
      setEnding(false)
      return queries.invalidateQueries({ queryKey: ['account'] })
    },
  })
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('simulator.pageHint')}
      </Text>
      <Group gap="xs">
        <Button component="a" href={url} target="_blank" rel="noreferrer" leftSection={<IconOut size={18} />}>
          {t('simulator.page')}
        </Button>
        <Button variant="default" loading={write.isPending} onClick={() => write.mutate()}>
          {t('simulator.write')}
        </Button>
        <Button variant="default" onClick={() => setEnding(true)}>
          {t('simulator.end')}
        </Button>
      </Group>
      {ending && (
        <Confirm
          title={t('simulator.endTitle')}
          text={t('simulator.endHint')}
          action={t('simulator.end')}
          busy={end.isPending}
          error={end.error}
          onClose={() => setEnding(false)}
          onConfirm={() => end.mutate()}
        />
      )}
    </>
  )
}

/** People and a draft that the first run made; whoever starts for real is rid of them here. */
function Samples() {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const [job, setJob] = useState<string>()
  const remove = useMutation({
    mutationFn: removeSamples,
    onSuccess: jobId => {
      setAsking(false)
      setJob(jobId)
    },
  })
  return (
    <Card title={t('trial.remove')} hint={t('trial.removeHint')}>
      {job ? (
        <JobProgress jobId={job} title={t('trial.removing')} />
      ) : (
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('trial.remove')}
        </Button>
      )}
      {asking && (
        <Confirm
          title={t('trial.removeTitle')}
          text={t('trial.removeHint')}
          action={t('trial.remove')}
          busy={remove.isPending}
          error={remove.error}
          onClose={() => setAsking(false)}
          onConfirm={() => remove.mutate()}
        />
      )}
    </Card>
  )
}
