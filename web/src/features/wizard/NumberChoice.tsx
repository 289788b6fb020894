import { Badge, Button, Checkbox, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import type { I18nKey } from '../../lib/i18n'
import { Card } from '../../ui/Card'
import { Empty } from '../../ui/Empty'
import { ProblemNote } from '../../ui/ProblemNote'
import { IconPhone } from './icons'
import { numbersQuery, type SenderNumber } from './queries'
import classes from './Wizard.module.css'

interface Props {
  value: string[]
  onChange: (ids: string[]) => void
  /** The account whose template was chosen: others' numbers cannot send it. */
  waba?: string
}

/** From which numbers: none chosen means all that can. */
export function NumberChoice({ value, onChange, waba }: Props) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(numbersQuery)
  if (!data) return error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton height={120} />
  if (data.length === 0)
    return (
      <Card title={t('wizard.numbers')}>
        <Empty
          icon={IconPhone}
          title={t('wizard.noNumbers')}
          hint={t('wizard.noNumbersHint')}
          action={
            <Button component={Link} to="/welcome" variant="default">
              {t('wizard.toSettings')}
            </Button>
          }
        />
      </Card>
    )
  const toggle = (id: string) => onChange(value.includes(id) ? value.filter(one => one !== id) : [...value, id])
  return (
    <Card title={t('wizard.numbers')} hint={t('wizard.numbersHint')} flush>
      <ul className={classes.rows} aria-label={t('wizard.numbers')}>
        {data.map(number => (
          <NumberRow
            key={number.phoneNumberId}
            number={number}
            chosen={value.includes(number.phoneNumberId)}
            foreign={waba !== undefined && waba !== number.wabaId}
            onToggle={() => toggle(number.phoneNumberId)}
          />
        ))}
      </ul>
    </Card>
  )
}

const qualities: Record<string, { color: string; label: I18nKey }> = {
  GREEN: { color: 'wa', label: 'wizard.quality.green' },
  YELLOW: { color: 'yellow', label: 'wizard.quality.yellow' },
  RED: { color: 'red', label: 'wizard.quality.red' },
}

interface RowProps {
  number: SenderNumber
  chosen: boolean
  foreign: boolean
  onToggle: () => void
}

function NumberRow({ number, chosen, foreign, onToggle }: RowProps) {
  const { t } = useTranslation()
  const { displayPhoneNumber, phoneNumberId, name, account, quality, limit, messagesPerSecond, notReadyReason } = number
  const shown = qualities[quality ?? ''] ?? { color: 'gray', label: 'wizard.quality.unknown' }
  const reason = foreign ? t('wizard.foreignNumber') : notReadyReason
  return (
    <li className={classes.row}>
      <Checkbox
        checked={chosen}
        disabled={reason !== undefined && !chosen}
        onChange={onToggle}
        className={classes.grow}
        label={
          <>
            <strong>{name ?? account}</strong> <bdi dir="ltr">{displayPhoneNumber ?? phoneNumberId}</bdi>
          </>
        }
        description={reason ?? account}
      />
      <Badge variant="light" color={shown.color}>
        {t(shown.label)}
      </Badge>
      <span className={classes.figures}>
        {limit ? t('wizard.leftToday', { left: formatNumber(limit.left), limit: formatNumber(limit.perDay) }) : t('wizard.unlimited')}
        <br />
        {t('campaign.perSecond', { n: formatNumber(messagesPerSecond) })}
      </span>
    </li>
  )
}
