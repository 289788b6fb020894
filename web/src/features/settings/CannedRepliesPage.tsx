import { ActionIcon, Button, Group, Skeleton, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { Card } from '../../ui/Card'
import { Confirm } from '../../ui/Confirm'
import { Empty } from '../../ui/Empty'
import { IconSearch } from '../../ui/icons'
import { Page } from '../../ui/Page'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import { CannedReplyDialog } from './CannedReplyDialog'
import { IconAdd, IconDelete, IconEdit, IconReply } from './icons'
import { type CannedReply, cannedQuery, deleteCanned } from './queries'
import classes from './Settings.module.css'

export function CannedRepliesPage() {
  const { t } = useTranslation()
  const mayChange = useMay()('MANAGE_CONVERSATIONS')
  const navigate = useNavigate({ from: '/settings/canned-replies' })
  const { q = '' } = useSearch({ from: '/inside/settings/canned-replies' })
  const { data, error, refetch } = useQuery(cannedQuery)
  const [writing, setWriting] = useState<CannedReply | 'new'>()
  const [deleting, setDeleting] = useState<CannedReply>()
  const part = q.toLocaleLowerCase()
  // the server gives all of them: the composer has to find them at each key
  const found = data?.filter(reply => `${reply.shortcut}\n${reply.body}`.toLocaleLowerCase().includes(part))
  const make = mayChange && (
    <Button leftSection={<IconAdd size={18} />} onClick={() => setWriting('new')}>
      {t('canned.make')}
    </Button>
  )
  return (
    <Page title={t('canned.title')} hint={t('canned.hint')} actions={make}>
      {data && data.length > 0 && (
        <TextInput
          maw="24rem"
          aria-label={t('canned.search')}
          placeholder={t('canned.search')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={q}
          onChange={event => void navigate({ search: { q: event.currentTarget.value || undefined }, replace: true })}
        />
      )}
      <Card flush>
        {error ? (
          <ProblemNote error={error} onRetry={() => void refetch()} />
        ) : !found ? (
          <Skeleton height={160} m="md" />
        ) : found.length === 0 ? (
          <Empty icon={IconReply} title={t(q ? 'list.noMatch' : 'canned.none')} hint={t(q ? 'canned.noMatchHint' : 'canned.noneHint')} action={q ? undefined : make} />
        ) : (
          <ul className={classes.rows}>
            {found.map(reply => (
              <li key={reply.id} className={classes.reply}>
                <code className={classes.shortcut} dir="ltr">
                  /{reply.shortcut}
                </code>
                <p className={classes.body} dir="auto">
                  {reply.body}
                </p>
                {mayChange && (
                  <Group gap={4} wrap="nowrap">
                    <ActionIcon variant="subtle" color="gray" aria-label={t('canned.edit', { shortcut: reply.shortcut })} onClick={() => setWriting(reply)}>
                      <IconEdit size={18} />
                    </ActionIcon>
                    <ActionIcon variant="subtle" color="gray" aria-label={t('canned.delete', { shortcut: reply.shortcut })} onClick={() => setDeleting(reply)}>
                      <IconDelete size={18} />
                    </ActionIcon>
                  </Group>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {writing && <CannedReplyDialog reply={writing === 'new' ? undefined : writing} onClose={() => setWriting(undefined)} />}
      {deleting && <DeleteDialog reply={deleting} onClose={() => setDeleting(undefined)} />}
    </Page>
  )
}

function DeleteDialog({ reply, onClose }: { reply: CannedReply; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const deleting = useMutation({
    mutationFn: deleteCanned,
    onSuccess: () => {
      onClose()
      said(t('canned.deleted'))
      return queries.invalidateQueries({ queryKey: cannedQuery.queryKey })
    },
  })
  return (
    <Confirm
      title={t('canned.deleteTitle', { shortcut: reply.shortcut })}
      text={reply.body}
      action={t('canned.deleteGo')}
      busy={deleting.isPending}
      error={deleting.error}
      onClose={onClose}
      onConfirm={() => deleting.mutate(reply.id)}
    />
  )
}
