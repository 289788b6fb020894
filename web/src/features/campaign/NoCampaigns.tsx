import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { Empty } from '../../ui/Empty'
import { IconCampaign } from '../../ui/icons'
import { numbersQuery } from './queries'

export function NoMatch() {
  const { t } = useTranslation()
  return (
    <Empty
      icon={IconCampaign}
      title={t('campaigns.noMatch')}
      hint={t('campaigns.noMatchHint')}
      action={
        <Button component="a" href="/campaigns" variant="default">
          {t('list.clear')}
        </Button>
      }
    />
  )
}

/** The next step: a campaign, or first something to send it with. */
export function FirstCampaign() {
  const { t } = useTranslation()
  const may = useMay()
  const { data: numbers } = useQuery(numbersQuery)
  if (numbers?.length === 0) return <Unconnected />
  return (
    <Empty
      icon={IconCampaign}
      title={t('campaigns.none')}
      hint={t('campaigns.noneHint')}
      action={
        may('MANAGE_CAMPAIGNS') && (
          <Button component={Link} to="/campaigns/new">
            {t('campaigns.new')}
          </Button>
        )
      }
    />
  )
}

function Unconnected() {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <Empty
      icon={IconCampaign}
      title={t('campaigns.unconnected')}
      hint={t('campaigns.unconnectedHint')}
      action={
        may('MANAGE_ACCOUNTS') && (
          <Button component={Link} to="/welcome">
            {t('campaigns.connect')}
          </Button>
        )
      }
    />
  )
}
