import { Alert, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatExactly } from '../../lib/format'
import { IconAlert } from '../../ui/icons'
import type { Report } from './queries'

/** Sending stands still because the database takes no changes, and when it did. */
export function Standstills({ report: { standstill, standstills } }: { report: Report }) {
  const { t } = useTranslation()
  return (
    <>
      {standstill && (
        <Alert variant="light" color="red" icon={<IconAlert size={20} />} title={t('campaign.standstill', { at: formatExactly(standstill.since) })} role="alert">
          <Text size="sm" lang="en" dir="auto">
            {standstill.words} {standstill.wayOut}
          </Text>
        </Alert>
      )}
      {standstills.map(stood => (
        <Alert key={stood.since} variant="light" color="gray" title={t('campaign.stood', { from: formatExactly(stood.since), to: formatExactly(stood.until!) })}>
          <Text size="sm" lang="en" dir="auto">
            {stood.words}
          </Text>
        </Alert>
      ))}
    </>
  )
}
