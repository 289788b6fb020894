import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type CampaignState, type MessageStatus, stateColor, stateLabel, statusColor, statusLabel } from './words'

export function StateBadge({ state }: { state: CampaignState }) {
  const { t } = useTranslation()
  return (
    <Badge variant="light" color={stateColor[state]}>
      {t(stateLabel[state])}
    </Badge>
  )
}

export function StatusBadge({ status }: { status: MessageStatus }) {
  const { t } = useTranslation()
  return (
    <Badge variant="light" color={statusColor[status]}>
      {t(statusLabel[status])}
    </Badge>
  )
}
