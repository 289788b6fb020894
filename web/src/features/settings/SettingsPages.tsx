import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { I18nKey } from '../../lib/i18n'
import { Card } from '../../ui/Card'
import { Page } from '../../ui/Page'
import { ProblemNote } from '../../ui/ProblemNote'
import { settingsQuery } from './queries'
import { SettingRow } from './SettingRow'
import classes from './Settings.module.css'
import { type Area, areaOf } from './words'

const words = {
  inbox: { title: 'setting.inbox', hint: 'setting.inboxHint' },
  consent: { title: 'setting.consent', hint: 'setting.consentHint' },
  general: { title: 'setting.general', hint: 'setting.generalHint' },
} as const satisfies Record<Area, { title: I18nKey; hint: I18nKey }>

function AreaPage({ area }: { area: Area }) {
  const { t } = useTranslation()
  const { title, hint } = words[area]
  const { data: settings, error, refetch } = useQuery(settingsQuery)
  return (
    <Page title={t(title)} hint={t(hint)}>
      <Card flush>
        {error ? (
          <ProblemNote error={error} onRetry={() => void refetch()} />
        ) : settings ? (
          <ul className={classes.rows}>
            {settings
              .filter(setting => areaOf(setting.key) === area)
              .map(setting => (
                // another version is another form: what somebody else saved is not overwritten unseen
                <SettingRow key={`${setting.key} ${setting.version}`} setting={setting} />
              ))}
          </ul>
        ) : (
          <Skeleton height={260} m="md" />
        )}
      </Card>
    </Page>
  )
}

export const InboxSettingsPage = () => <AreaPage area="inbox" />
export const ConsentSettingsPage = () => <AreaPage area="consent" />
export const GeneralSettingsPage = () => <AreaPage area="general" />
