import { Badge, Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { formatNumber } from '../../lib/format'
import { Card } from '../../ui/Card'
import classes from './Account.module.css'
import { NumberDialog } from './NumberDialog'
import type { Account, PhoneNumber } from './queries'
import { qualityOf, standingOf } from './words'

export function NumbersCard({ account: { numbers } }: { account: Account }) {
  const { t } = useTranslation()
  const [changing, setChanging] = useState<PhoneNumber>()
  return (
    <Card title={t('account.numbers')} flush>
      {numbers.length === 0 ? (
        <p className={classes.padded}>{t('account.noNumbers')}</p>
      ) : (
        <ul className={classes.numbers}>
          {numbers.map(number => (
            <NumberRow key={number.phoneNumberId} number={number} onChange={() => setChanging(number)} />
          ))}
        </ul>
      )}
      {changing && <NumberDialog number={changing} onClose={() => setChanging(undefined)} />}
    </Card>
  )
}

function NumberRow({ number, onChange }: { number: PhoneNumber; onChange: () => void }) {
  const { t } = useTranslation()
  const mayChange = useMay()('MANAGE_ACCOUNTS')
  const { displayPhoneNumber, phoneNumberId, label, verifiedName, quality, messagesPerSecond, ownMessagesPerSecond, messagingLimit } = number
  const standing = standingOf(number)
  const judged = qualityOf(quality)
  const shown = displayPhoneNumber ?? phoneNumberId
  const why = number.notReadyReason ?? number.healthDetail
  return (
    <li className={classes.number}>
      <div className={classes.who}>
        <bdi dir="ltr" className={classes.name}>
          {shown}
        </bdi>
        <bdi className={classes.quiet}>{label ?? verifiedName ?? phoneNumberId}</bdi>
      </div>
      <div className={classes.badges}>
        <Badge variant="light" color={standing.color}>
          {t(standing.label)}
        </Badge>
        <Badge variant="light" color={judged.color}>
          {t(judged.label)}
        </Badge>
        {number.onBusinessApp && (
          <Badge variant="light" color="blue">
            {t('number.onPhone')}
          </Badge>
        )}
      </div>
      <dl className={classes.figures}>
        <div>
          <dt>{t('number.pace')}</dt>
          <dd>
            {t('number.perSecond', { n: formatNumber(ownMessagesPerSecond ?? messagesPerSecond) })}
            {ownMessagesPerSecond !== undefined && ` (${t('number.ofMeta', { n: formatNumber(messagesPerSecond) })})`}
          </dd>
        </div>
        <div>
          <dt>{t('account.limit')}</dt>
          <dd>{messagingLimit === undefined ? t('account.unlimited') : formatNumber(messagingLimit)}</dd>
        </div>
      </dl>
      {mayChange && (
        <Button size="compact-sm" variant="default" aria-label={t('number.changeOf', { number: shown })} onClick={onChange}>
          {t('account.change')}
        </Button>
      )}
      {why && (
        <p className={classes.why} lang="en" dir="auto">
          {why}
        </p>
      )}
    </li>
  )
}
