import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconMood, IconPhone, IconReply, IconSpeaker, IconTemplate } from '../icons'
import type { Message } from '../queries'
import { Ticks } from '../Ticks'
import { timeOf } from '../when'
import classes from './Bubble.module.css'
import { ContentView } from './ContentView'
import { Doubt, Failure } from './Failure'
import type { ItemProps } from './ItemView'
import { Quote } from './Quote'
import { ReactionBar, Reactions } from './Reactions'

/** One message of either side. */
export function Bubble({ item, message, conversation, mayAnswer, onQuote, onJump }: ItemProps & { message: Message }) {
  const { t } = useTranslation()
  const [reacting, setReacting] = useState(false)
  const { outbound, content, quoted, status } = message
  const bare = content.type === 'sticker' && !quoted
  return (
    <div className={classes.line} data-out={outbound || undefined}>
      <div className={classes.bubble} data-out={outbound || undefined} data-bare={bare || undefined} data-failed={status === 'FAILED' || undefined}>
        <span className="visually-hidden">{t(outbound ? 'inbox.weWrote' : 'inbox.theyWrote')}</span>
        <Source message={message} />
        {quoted && <Quote quoted={quoted} onJump={onJump} />}
        <ContentView content={content} outbound={outbound} />
        <span className={classes.foot}>
          {message.fromPhoneApp && <IconPhone size={14} role="img" aria-label={t('inbox.fromPhoneApp')} />}
          <time dateTime={item.at}>{timeOf(item.at)}</time>
          {outbound && <Ticks status={status} />}
        </span>
        {message.failure && <Failure id={item.id} failure={message.failure} />}
        {status === 'IN_DOUBT' && <Doubt id={item.id} />}
        <Reactions reactions={message.reactions} />
      </div>
      {mayAnswer && !TOLD.has(content.type) && (
        <span className={classes.tools}>
          <button type="button" className={classes.tool} aria-label={t('inbox.quote')} title={t('inbox.quote')} onClick={() => onQuote(item)}>
            <IconReply size={18} aria-hidden />
          </button>
          <button
            type="button"
            className={classes.tool}
            aria-label={t('inbox.react')}
            title={t('inbox.react')}
            aria-expanded={reacting}
            onClick={() => setReacting(!reacting)}
          >
            <IconMood size={18} aria-hidden />
          </button>
          {reacting && <ReactionBar conversation={conversation} messageId={item.id} reactions={message.reactions} onDone={() => setReacting(false)} />}
        </span>
      )}
    </div>
  )
}

/** Notices are no messages that one could answer. */
const TOLD = new Set(['system', 'reaction', 'revoke', 'edit', 'erased'])

/** Where it came from: a campaign, a template, an ad, somebody else. */
function Source({ message: { campaign, content, forwarded, referral } }: { message: Message }) {
  const { t } = useTranslation()
  return (
    <>
      {forwarded && (
        <span className={classes.forwarded}>
          <IconReply size={14} aria-hidden /> {t('inbox.forwarded')}
        </span>
      )}
      {campaign && (
        <Link className={classes.chip} to="/campaigns/$campaignId" params={{ campaignId: campaign.id }}>
          <IconSpeaker size={14} aria-hidden />
          <bdi>{campaign.name ?? t('inbox.campaign')}</bdi>
        </Link>
      )}
      {'template' in content && (
        <span className={classes.chip}>
          <IconTemplate size={14} aria-hidden />
          <bdi>
            {content.template.name} · {content.template.language}
          </bdi>
        </span>
      )}
      {referral && (
        <span className={classes.referral}>
          <strong>{t('inbox.fromAd')}</strong> <bdi>{referral.headline ?? referral.body ?? ''}</bdi>
        </span>
      )}
    </>
  )
}
