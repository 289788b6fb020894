import { Button, Group, Modal, Skeleton, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { useMay } from '../../api/me'
import { formatNumber } from '../../lib/format'
import { useReason } from '../../lib/reasons'
import { rules } from '../../lib/rules'
import { Confirm } from '../../ui/Confirm'
import { remark } from '../../ui/forms'
import { IconBan, IconCopy, IconPause, IconPlay } from '../../ui/icons'
import { ProblemNote } from '../../ui/ProblemNote'
import { refused, said } from '../../ui/toasts'
import classes from './Campaign.module.css'
import { type Campaign, cancel, clone, deleteDraft, pause, previewQuery, type Report, resume, start, unschedule } from './queries'
import type { CampaignState } from './words'

type Asking = 'nothing' | 'start' | 'cancel' | 'clone' | 'delete'

/** What each state offers. */
const offers = {
  DRAFT: ['edit', 'start', 'delete'],
  SCHEDULED: ['unschedule', 'start', 'cancel'],
  PLANNING: ['pause', 'cancel'],
  RUNNING: ['pause', 'cancel'],
  PAUSED: ['resume', 'cancel'],
  COMPLETED: [],
  CANCELLED: [],
  FAILED: [],
} as const satisfies Record<CampaignState, readonly ('edit' | 'start' | 'unschedule' | 'pause' | 'resume' | 'cancel' | 'delete')[]>

export function CampaignActions({ report: { campaign } }: { report: Report }) {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<Asking>('nothing')
  const close = () => setAsking('nothing')
  /** Meta has those already; nothing calls them back. */
  const tell = ({ messagesUnderWay = 0 }: Campaign) => {
    if (messagesUnderWay > 0) said(t('campaign.underWay', { n: formatNumber(messagesUnderWay) }))
  }
  const pausing = useMutation({ mutationFn: pause, onError: refused, onSuccess: tell })
  const resuming = useMutation({ mutationFn: resume, onError: refused })
  const cancelling = useMutation({
    mutationFn: cancel,
    onSuccess: cancelled => {
      close()
      tell(cancelled)
    },
  })
  const unscheduling = useMutation({ mutationFn: unschedule, onError: refused })
  const deleting = useMutation({ mutationFn: deleteDraft, onSuccess: () => void navigate({ to: '/campaigns' }) })
  if (!may('MANAGE_CAMPAIGNS')) return null
  const offered: readonly string[] = offers[campaign.state]
  return (
    <>
      {offered.includes('edit') && (
        <Button renderRoot={props => <Link {...props} to="/campaigns/$campaignId/edit" params={{ campaignId: campaign.id }} />}>{t('campaign.edit')}</Button>
      )}
      {offered.includes('unschedule') && (
        <Button loading={unscheduling.isPending} onClick={() => unscheduling.mutate(campaign.id)}>
          {t('campaign.unschedule')}
        </Button>
      )}
      {offered.includes('start') && campaign.template && (
        <Button variant="default" leftSection={<IconPlay size={18} />} onClick={() => setAsking('start')}>
          {t('campaign.start')}
        </Button>
      )}
      {offered.includes('pause') && (
        <Button leftSection={<IconPause size={18} />} loading={pausing.isPending} onClick={() => pausing.mutate(campaign.id)}>
          {t('campaign.pause')}
        </Button>
      )}
      {offered.includes('resume') && (
        <Button leftSection={<IconPlay size={18} />} loading={resuming.isPending} onClick={() => resuming.mutate(campaign.id)}>
          {t('campaign.resume')}
        </Button>
      )}
      {offered.includes('cancel') && (
        <Button variant="default" leftSection={<IconBan size={18} />} onClick={() => setAsking('cancel')}>
          {t('campaign.cancel')}
        </Button>
      )}
      <Button variant="default" leftSection={<IconCopy size={18} />} onClick={() => setAsking('clone')}>
        {t('campaign.clone')}
      </Button>
      {offered.includes('delete') && (
        <Button variant="default" onClick={() => setAsking('delete')}>
          {t('campaign.delete')}
        </Button>
      )}
      {asking === 'delete' && (
        <Confirm
          title={t('campaign.deleteTitle', { name: campaign.name })}
          text={t('campaigns.deleteHint')}
          action={t('campaign.delete')}
          busy={deleting.isPending}
          error={deleting.error}
          onClose={close}
          onConfirm={() => deleting.mutate(campaign.id)}
        />
      )}
      {asking === 'start' && <StartDialog campaign={campaign} onClose={close} />}
      {asking === 'clone' && <CloneDialog campaign={campaign} onClose={close} />}
      {asking === 'cancel' && (
        <Confirm
          title={t('campaign.cancelTitle', { name: campaign.name })}
          text={t('campaign.cancelHint')}
          action={t('campaign.cancel')}
          busy={cancelling.isPending}
          error={cancelling.error}
          onClose={close}
          onConfirm={() => cancelling.mutate(campaign.id)}
        />
      )}
    </>
  )
}

interface DialogProps {
  campaign: Campaign
  onClose: () => void
}

/** Shows who would get it and what stands in the way before anything is sent. */
function StartDialog({ campaign, onClose }: DialogProps) {
  const { t } = useTranslation()
  const preview = useQuery(previewQuery(campaign.id))
  const starting = useMutation({ mutationFn: start, onSuccess: onClose })
  const { willBeSent = 0, skipped = [], problems = [], warnings = [] } = preview.data ?? {}
  const error = preview.error ?? starting.error
  const hindered = problems.length > 0 || willBeSent === 0
  return (
    <Modal opened onClose={onClose} title={t('campaign.startTitle', { name: campaign.name })} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {error && <ProblemNote error={error} />}
      {preview.isPending && <Skeleton height={90} />}
      {preview.data && (
        <>
          <Text size="lg" fw={600}>
            {t('campaign.willGet', { n: formatNumber(willBeSent) })}
          </Text>
          <ul className={classes.list}>
            {skipped.map(skip => (
              <Skipped key={skip.reason} skip={skip} />
            ))}
            {[...problems, ...warnings].map(({ detail }) => (
              <li key={detail} className={classes.entry} lang="en" dir="auto">
                {detail}
              </li>
            ))}
          </ul>
        </>
      )}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('action.back')}
        </Button>
        <Button disabled={!preview.data || hindered} loading={starting.isPending} onClick={() => starting.mutate(campaign.id)}>
          {t('campaign.start')}
        </Button>
      </Group>
      {preview.data && hindered && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('campaign.hindered')}
        </Text>
      )}
    </Modal>
  )
}

function Skipped({ skip }: { skip: Schemas['Skips'] }) {
  const { words, foreign } = useReason(skip.reason, skip)
  return (
    <li className={classes.entry}>
      <span className={classes.people}>{formatNumber(skip.people)}</span>
      <span className={classes.words} {...foreign}>
        {words}
      </span>
    </li>
  )
}

function CloneDialog({ campaign, onClose }: DialogProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: t('campaign.copyOf', { name: campaign.name }) },
    validate: { name: rules(t).name },
  })
  const copying = useMutation({
    mutationFn: clone,
    onError: error => remark(form, error),
    onSuccess: copy => {
      onClose()
      void navigate({ to: '/campaigns/$campaignId', params: { campaignId: copy.id } })
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('campaign.clone')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form noValidate onSubmit={form.onSubmit(({ name }) => copying.mutate({ id: campaign.id, name: name.trim() }))}>
        {copying.error && Object.keys(form.errors).length === 0 && <ProblemNote error={copying.error} />}
        <TextInput label={t('field.name')} description={t('campaign.cloneHint')} data-autofocus key={form.key('name')} {...form.getInputProps('name')} />
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button type="submit" loading={copying.isPending}>
            {t('campaign.clone')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
