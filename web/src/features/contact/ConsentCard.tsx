import { Badge, Button, Collapse, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { formatDateTime } from '../../lib/format'
import { Card } from '../../ui/Card'
import { ConsentDialog } from './ConsentDialog'
import classes from './Contact.module.css'
import { IconShield } from './icons'
import { Ledger } from './Ledger'
import type { ContactDetail } from './queries'
import { categoryLabel, sourceLabel } from './words'

/** What may be sent to this person, how we know, and everything that was ever said about it. */
export function ConsentCard({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const [open, setOpen] = useState(false)
  return (
    <Card
      title={t('filter.field.consent')}
      actions={
        may('EDIT_CONTACTS') && (
          <Button size="xs" variant="default" leftSection={<IconShield size={16} />} onClick={() => setAsking(true)}>
            {t('consent.record')}
          </Button>
        )
      }
    >
      <ul className={classes.consents}>
        {(['ALL', 'MARKETING'] as const).map(category => (
          <Standing key={category} contact={contact} category={category} />
        ))}
      </ul>
      <UnstyledButton className={classes.more} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'consent.hideHistory' : 'consent.showHistory')}
      </UnstyledButton>
      <Collapse expanded={open}>{open && <Ledger contactId={contact.id} />}</Collapse>
      {asking && <ConsentDialog contact={contact} onClose={() => setAsking(false)} />}
    </Card>
  )
}

function Standing({ contact, category }: { contact: ContactDetail; category: 'ALL' | 'MARKETING' }) {
  const { t } = useTranslation()
  // whoever wants nothing wants no marketing either
  const out = contact.optOuts.find(one => one.category === category) ?? contact.optOuts.find(one => one.category === 'ALL')
  const source = out && sourceLabel(out.source)
  return (
    <li>
      <span className={classes.category}>{t(categoryLabel[category])}</span>
      <Badge variant="light" color={out ? 'red' : contact.optedInAt ? 'wa' : 'gray'}>
        {t(out ? 'consent.optedOut' : contact.optedInAt ? 'consent.optedIn' : 'consent.unknown')}
      </Badge>
      <span className={classes.since}>
        {out ? t('consent.since', { at: formatDateTime(out.since), source: source ? t(source) : out.source }) : contact.optedInAt && formatDateTime(contact.optedInAt)}
      </span>
    </li>
  )
}
