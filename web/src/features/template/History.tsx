import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { formatDateTime } from '../../lib/format'
import { Card } from '../../ui/Card'
import { meaningOf } from './meaning'
import { historyQuery, type TemplateKey, usesQuery } from './queries'
import classes from './Templates.module.css'
import { deedLabel } from './words'

/** The campaigns that send it, newest first. */
export function Uses({ name }: { name: string }) {
  const { t } = useTranslation()
  const mayLook = useMay()('SEE_CAMPAIGNS')
  const { data: campaigns } = useQuery({ ...usesQuery(name), enabled: mayLook })
  if (!campaigns) return null
  return (
    <Card title={t('template.uses')}>
      {campaigns.length === 0 ? (
        <p className={classes.quiet}>{t('template.unused')}</p>
      ) : (
        <ul className={classes.lines}>
          {campaigns.map(campaign => (
            <li key={campaign.id}>
              <Anchor component={Link} to={`/campaigns/${campaign.id}`} size="sm">
                <bdi>{campaign.name}</bdi>
              </Anchor>
              <span className={classes.quiet}>{formatDateTime(campaign.startedAt ?? campaign.createdAt)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** What was done to it and how Meta judged, for those who may see the audit. */
export function History({ template }: { template: TemplateKey }) {
  const { t } = useTranslation()
  const mayLook = useMay()('SEE_AUDIT')
  const { data: entries } = useQuery({ ...historyQuery(template), enabled: mayLook })
  if (!entries) return null
  return (
    <Card title={t('template.history')}>
      {entries.length === 0 ? (
        <p className={classes.quiet}>{t('template.noHistory')}</p>
      ) : (
        <ul className={classes.lines}>
          {entries.map(({ id, action, actor, at, detail }) => {
            const deed = deedLabel(action)
            const { status } = detail as { status?: string }
            const meaning = status === undefined || status === 'APPROVED' ? undefined : meaningOf(status)
            return (
              <li key={id}>
                <span>
                  {deed ? t(deed) : action}
                  {status && `: ${meaning ? t(meaning.label) : status === 'APPROVED' ? t('template.filter.approved') : status}`}
                  {actor.name && (
                    <>
                      {' · '}
                      <bdi>{actor.name}</bdi>
                    </>
                  )}
                </span>
                <span className={classes.quiet}>{formatDateTime(at)}</span>
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}
