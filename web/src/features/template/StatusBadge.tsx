import { Badge, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import { meaningOf } from './meaning'
import type { Template } from './queries'

interface Props {
  template: Pick<Template, 'status' | 'quality'>
  /** How many are so, where it stands for several. */
  count?: number
}

/** What the status means for whoever wants to send, told by more than its colour. */
export function StatusBadge({ template: { status, quality }, count = 1 }: Props) {
  const { t } = useTranslation()
  const meaning = meaningOf(status, quality)
  const label = meaning ? t(meaning.label) : status
  const badge = (
    <Badge variant="light" color={meaning?.color ?? 'gray'} maw="100%">
      {count > 1 ? `${label} · ${formatNumber(count)}` : label}
    </Badge>
  )
  return meaning ? (
    <Tooltip label={t(meaning.hint)} multiline maw={320}>
      {badge}
    </Tooltip>
  ) : (
    badge
  )
}
