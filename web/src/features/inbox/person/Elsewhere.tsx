import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../../ui/ProblemNote'
import { campaignsQuery, type Conversation, othersQuery } from '../queries'
import { Ticks } from '../Ticks'
import { useInbox } from '../useInbox'
import { useNow } from '../useNow'
import { useNumbers } from '../useNumbers'
import { shortly } from '../when'
import { statusLabel } from '../words'
import classes from './Person.module.css'

/** Campaigns that this person was in, and what became of each message. */
export function PastCampaigns({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const now = useNow()
  const { data, error, refetch } = useQuery(campaignsQuery(conversation.id))
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>{t('inbox.pastCampaigns')}</h3>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className={classes.none}>{t('inbox.noCampaigns')}</p>}
      <ul className={classes.list}>
        {data?.items.map(campaign => (
          <li key={campaign.messageId}>
            <Link className={classes.link} to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} search={{ message: campaign.messageId }}>
              <span className={classes.linkName}>
                <bdi>{campaign.name}</bdi>
              </span>
              <Ticks status={campaign.status} />
              {campaign.at && <time dateTime={campaign.at}>{shortly(campaign.at, now)}</time>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The same person with other numbers of ours. */
export function OtherConversations({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const { open } = useInbox()
  const now = useNow()
  const numbers = useNumbers()
  const { data } = useQuery(othersQuery(conversation.contact.id))
  const others = data?.items.filter(other => other.id !== conversation.id) ?? []
  if (others.length === 0) return null
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>{t('inbox.otherConversations')}</h3>
      <ul className={classes.list}>
        {others.map(other => (
          <li key={other.id}>
            <button type="button" className={classes.link} onClick={() => open(other.id)}>
              <span className={classes.linkName}>
                <bdi>{numbers.nameOf(other.phoneNumberId)}</bdi>
              </span>
              <span>{t(statusLabel[other.status])}</span>
              <time dateTime={other.lastAt}>{shortly(other.lastAt, now)}</time>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
