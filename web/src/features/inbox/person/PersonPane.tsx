import { ActionIcon, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../api/me'
import { countryName } from '../../../lib/countries'
import { formatDay } from '../../../lib/format'
import { ProblemNote } from '../../../ui/ProblemNote'
import { Face } from '../Face'
import { IconArrowLeft, IconClose } from '../icons'
import { useNameOf } from '../name'
import { contactQuery, type Conversation, conversationQuery } from '../queries'
import { useInbox } from '../useInbox'
import { useNow } from '../useNow'
import { Consent } from './Consent'
import { PastCampaigns, OtherConversations } from './Elsewhere'
import classes from './Person.module.css'
import { Tags } from './Tags'

/** Who the other one is, and what is between us. */
export function PersonPane({ id }: { id: string }) {
  const { t } = useTranslation()
  const { showPane } = useInbox()
  const { data: conversation } = useQuery(conversationQuery(id))
  return (
    <aside className={classes.pane} aria-label={t('inbox.person')}>
      <header className={classes.top}>
        <ActionIcon className={classes.back} variant="subtle" color="gray" size={40} aria-label={t('inbox.backToThread')} onClick={() => showPane(false)}>
          <IconArrowLeft size={22} className={classes.mirrored} />
        </ActionIcon>
        <h2 className={classes.title}>{t('inbox.person')}</h2>
        <ActionIcon className={classes.close} variant="subtle" color="gray" size={36} aria-label={t('inbox.closePane')} onClick={() => showPane(false)}>
          <IconClose size={20} />
        </ActionIcon>
      </header>
      <div className={classes.scroller} tabIndex={0} role="region" aria-label={t('inbox.person')}>
        {conversation ? <About conversation={conversation} /> : <Skeleton height={120} />}
      </div>
    </aside>
  )
}

function About({ conversation }: { conversation: Conversation }) {
  const nameOf = useNameOf()
  const now = useNow()
  const may = useMay()
  const { contact, windowEndsAt } = conversation
  return (
    <>
      <div className={classes.who}>
        <Face large name={nameOf(contact)} windowEndsAt={windowEndsAt} now={now} />
        <bdi className={classes.name}>{nameOf(contact)}</bdi>
        {contact.name && contact.recipient && <bdi dir="ltr">{contact.recipient}</bdi>}
      </div>
      <Tags conversation={conversation} />
      {may('SEE_CONTACTS') && <Details contactId={contact.id} />}
      <PastCampaigns conversation={conversation} />
      <OtherConversations conversation={conversation} />
    </>
  )
}

function Details({ contactId }: { contactId: string }) {
  const { t } = useTranslation()
  const { data: contact, error, refetch } = useQuery(contactQuery(contactId))
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />
  if (!contact) return <Skeleton height={160} />
  const fields = [
    [t('inbox.field.country'), contact.country && countryName(contact.country)],
    [t('inbox.field.language'), contact.language],
    [t('inbox.field.userId'), contact.bsuid],
    [t('inbox.field.since'), formatDay(contact.createdAt)],
    [t('inbox.field.lastIn'), contact.lastInboundAt && formatDay(contact.lastInboundAt)],
    [t('inbox.field.lastOut'), contact.lastOutboundAt && formatDay(contact.lastOutboundAt)],
    ...Object.entries(contact.attributes).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  ].filter((field): field is [string, string] => Boolean(field[1]))
  return (
    <>
      <section className={classes.section}>
        <h3 className={classes.heading}>{t('inbox.details')}</h3>
        <dl className={classes.fields}>
          {fields.map(([name, value]) => (
            <div key={name}>
              <dt dir="auto">{name}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
        {contact.tags.length > 0 && (
          <p className={classes.tags} aria-label={t('inbox.contactTags')}>
            {contact.tags.map(tag => (
              <bdi key={tag} className={classes.tag}>
                {tag}
              </bdi>
            ))}
          </p>
        )}
      </section>
      <Consent contact={contact} />
    </>
  )
}
