import { Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay, useMe } from '../../../api/me'
import { refused } from '../../../ui/toasts'
import { agentsQuery, beAvailable, beAway, settingsQuery } from '../queries'

/** Whether one takes new conversations in turn, where they are given in turn. */
export function Availability() {
  const { t } = useTranslation()
  const me = useMe()
  const may = useMay()
  const queries = useQueryClient()
  const settings = useQuery({ ...settingsQuery, enabled: may('SEE_SETTINGS') }).data
  const inTurn = (settings?.find(setting => setting.key === 'inbox.autoAssign')?.value as unknown) === true
  const offered = inTurn && may('MANAGE_CONVERSATIONS')
  const agents = useQuery({ ...agentsQuery, enabled: offered }).data
  const change = useMutation({
    mutationFn: (available: boolean) => (available ? beAvailable() : beAway()),
    onError: refused,
    onSettled: () => queries.invalidateQueries({ queryKey: agentsQuery.queryKey }),
  })
  if (!offered) return null
  const known = agents?.find(agent => agent.id === me.id)?.available ?? false
  return (
    <Switch
      size="sm"
      label={t('inbox.available')}
      checked={change.isPending ? change.variables : known}
      onChange={event => change.mutate(event.currentTarget.checked)}
    />
  )
}
