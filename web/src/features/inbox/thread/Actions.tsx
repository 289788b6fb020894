import { ActionIcon, Button, Menu } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../../api/me'
import { formatDateTime } from '../../../lib/format'
import { useKeys } from '../../../lib/keys'
import { IconCheck, IconDots } from '../../../ui/icons'
import { IconSnooze, IconUserCheck } from '../icons'
import { agentsQuery, type Conversation } from '../queries'
import { useActions } from '../useActions'
import { useNow } from '../useNow'
import { wakingTimes } from './wakingTimes'

/** Assign, snooze, resolve or reopen; on a phone in one menu. */
export function Actions({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const narrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false })
  const actions = useActions(conversation)
  const open = conversation.status === 'OPEN'
  const end = open ? actions.resolve : actions.reopen
  useKeys([{ keys: 'alt+E', label: 'inbox.key.resolve', run: end }])
  const endLabel = t(open ? 'inbox.resolve' : 'inbox.reopen')
  if (narrow)
    return (
      <>
        <ActionIcon size={36} variant={open ? 'filled' : 'default'} aria-label={endLabel} loading={actions.busy} onClick={end}>
          <IconCheck size={20} />
        </ActionIcon>
        <Menu position="bottom-end" width={260}>
          <Menu.Target>
            <ActionIcon size={36} variant="subtle" color="gray" aria-label={t('inbox.more')}>
              <IconDots size={20} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
            <Agents conversation={conversation} actions={actions} />
            {open && <Times actions={actions} />}
          </Menu.Dropdown>
        </Menu>
      </>
    )
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button variant="default" size="sm" leftSection={<IconUserCheck size={18} />} maw={200}>
            {conversation.assignee ? (conversation.assignee.name ?? t('inbox.somebody')) : t('inbox.assign')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
          <Agents conversation={conversation} actions={actions} />
        </Menu.Dropdown>
      </Menu>
      {open && (
        <Menu position="bottom-end" width={260}>
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={t('inbox.snooze')}>
              <IconSnooze size={20} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Times actions={actions} />
          </Menu.Dropdown>
        </Menu>
      )}
      <Button size="sm" variant={open ? 'filled' : 'default'} loading={actions.busy} onClick={end}>
        {endLabel}
      </Button>
    </>
  )
}

type DoIt = ReturnType<typeof useActions>

function Agents({ conversation: { assignee }, actions }: { conversation: Conversation; actions: DoIt }) {
  const { t } = useTranslation()
  const me = useMe()
  const agents = useQuery(agentsQuery).data ?? []
  const sorted = agents.toSorted((a, b) => Number(b.id === me.id) - Number(a.id === me.id))
  return (
    <>
      <Menu.Label>{t('inbox.assign')}</Menu.Label>
      {sorted.map(agent => (
        <Menu.Item key={agent.id} disabled={agent.id === assignee?.id} rightSection={<Open n={agent.open} />} onClick={() => actions.assign(agent)}>
          <bdi>{agent.id === me.id ? t('inbox.toMe', { name: agent.name }) : agent.name}</bdi>
        </Menu.Item>
      ))}
      {assignee && <Menu.Item onClick={() => actions.assign(undefined)}>{t('inbox.toNobody')}</Menu.Item>}
    </>
  )
}

function Open({ n }: { n: number }) {
  const { t } = useTranslation()
  return n > 0 ? <small>{t('inbox.openCount', { n })}</small> : null
}

function Times({ actions }: { actions: DoIt }) {
  const { t } = useTranslation()
  const now = useNow()
  return (
    <>
      <Menu.Label>{t('inbox.snooze')}</Menu.Label>
      {wakingTimes(now).map(({ label, at }) => (
        <Menu.Item key={label} rightSection={<small>{formatDateTime(at)}</small>} onClick={() => actions.snooze(at)}>
          {t(label)}
        </Menu.Item>
      ))}
    </>
  )
}
