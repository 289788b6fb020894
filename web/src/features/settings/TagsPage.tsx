import { ActionIcon, Button, Group, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { formatNumber } from '../../lib/format'
import { Card } from '../../ui/Card'
import { Confirm } from '../../ui/Confirm'
import { Empty } from '../../ui/Empty'
import { JobProgress } from '../../ui/jobs/JobProgress'
import { Page } from '../../ui/Page'
import { ProblemNote } from '../../ui/ProblemNote'
import { IconAdd, IconDelete, IconEdit, IconTag } from './icons'
import { attributesQuery, deleteTag, type Tag, tagsQuery } from './queries'
import classes from './Settings.module.css'
import { TagDialog } from './TagDialog'

/** Tags that people carry, and the attributes that they have. */
export function TagsPage() {
  const { t } = useTranslation()
  const mayChange = useMay()('MANAGE_CONTACTS')
  const { data: tags, error, refetch } = useQuery(tagsQuery)
  const [writing, setWriting] = useState<Tag | 'new'>()
  const [deleting, setDeleting] = useState<Tag>()
  const [job, setJob] = useState<string>()
  const make = mayChange && (
    <Button leftSection={<IconAdd size={18} />} onClick={() => setWriting('new')}>
      {t('tag.make')}
    </Button>
  )
  return (
    <Page title={t('tag.title')} hint={t('tag.hint')} actions={make}>
      {job && <JobProgress jobId={job} title={t('tag.job')} onEnd={() => setJob(undefined)} />}
      <Card flush>
        {error ? (
          <ProblemNote error={error} onRetry={() => void refetch()} />
        ) : !tags ? (
          <Skeleton height={160} m="md" />
        ) : tags.length === 0 ? (
          <Empty icon={IconTag} title={t('tag.none')} hint={t('tag.noneHint')} action={make} />
        ) : (
          <ul className={classes.rows}>
            {tags.map(tag => (
              <li key={tag.id} className={classes.line}>
                <bdi className={classes.name}>{tag.name}</bdi>
                <span className={classes.quiet}>{t(tag.peopleIsEstimate ? 'tag.peopleAtLeast' : 'tag.people', { n: formatNumber(tag.people) })}</span>
                {mayChange && (
                  <Group gap={4} wrap="nowrap">
                    <ActionIcon variant="subtle" color="gray" aria-label={t('tag.rename', { name: tag.name })} onClick={() => setWriting(tag)}>
                      <IconEdit size={18} />
                    </ActionIcon>
                    <ActionIcon variant="subtle" color="gray" aria-label={t('tag.delete', { name: tag.name })} onClick={() => setDeleting(tag)}>
                      <IconDelete size={18} />
                    </ActionIcon>
                  </Group>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Attributes />
      {writing && <TagDialog tag={writing === 'new' ? undefined : writing} onJob={setJob} onClose={() => setWriting(undefined)} />}
      {deleting && <DeleteDialog tag={deleting} onJob={setJob} onClose={() => setDeleting(undefined)} />}
    </Page>
  )
}

function DeleteDialog({ tag, onJob, onClose }: { tag: Tag; onJob: (jobId: string) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const deleting = useMutation({
    mutationFn: deleteTag,
    onSuccess: ({ jobId }) => {
      onClose()
      onJob(jobId)
      return queries.invalidateQueries({ queryKey: ['contact'] })
    },
  })
  return (
    <Confirm
      title={t('tag.deleteTitle', { name: tag.name })}
      text={t('tag.deleteHint', { n: formatNumber(tag.people) })}
      action={t('tag.deleteGo')}
      busy={deleting.isPending}
      error={deleting.error}
      onClose={onClose}
      onConfirm={() => deleting.mutate(tag.id)}
    />
  )
}

function Attributes() {
  const { t } = useTranslation()
  const { data } = useQuery(attributesQuery)
  if (!data) return null
  return (
    <Card title={t('tag.attributes')} hint={t('tag.attributesHint')} flush>
      {data.length === 0 ? (
        <p className={classes.padded}>{t('tag.noAttributes')}</p>
      ) : (
        <ul className={classes.rows}>
          {data.map(({ name, example }) => (
            <li key={name} className={classes.line}>
              <bdi className={classes.name}>{name}</bdi>
              <bdi className={classes.quiet}>{t('tag.exampleOf', { example })}</bdi>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
