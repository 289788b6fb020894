import { Alert, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { formatExactly } from '../../lib/format'
import { useReason } from '../../lib/reasons'
import { IconAlert } from '../../ui/icons'
import type { Report } from './queries'

/** Sending stands still because the database takes no changes, and when it did. */
export function Standstills({ report: { standstill, standstills } }: { report: Report }) {
  const { t } = useTranslation()
  return (
    <>
      {standstill && (
        <Alert variant="light" color="red" icon={<IconAlert size={20} />} title={t('campaign.standstill', { at: formatExactly(standstill.since) })} role="alert">
          <Why stood={standstill} />
        </Alert>
      )}
      {standstills.map(stood => (
        <Alert key={stood.since} variant="light" color="gray" title={t('campaign.stood', { from: formatExactly(stood.since), to: formatExactly(stood.until!) })}>
          <Why stood={stood} />
        </Alert>
      ))}
    </>
  )
}

/** Once it is over, there is nothing to do. */
function Why({ stood }: { stood: Schemas['CampaignReportStood'] }) {
  const { words, wayOut, foreign } = useReason(stood.cause, stood)
  return (
    <Text size="sm" {...foreign}>
      {words} {!stood.until && wayOut}
    </Text>
  )
}
