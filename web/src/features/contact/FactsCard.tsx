import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { countryName } from '../../lib/countries'
import { formatDateTime } from '../../lib/format'
import { Card } from '../../ui/Card'
import { CopyButton } from './CopyButton'
import classes from './Contact.module.css'
import { IconTag } from './icons'
import type { ContactDetail } from './queries'
import { TagEditor } from './TagEditor'
import { WindowLeft } from './WindowLeft'

/** Who it is: number, fields, tags and attributes. */
export function FactsCard({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  const [tagging, setTagging] = useState(false)
  const { phone, bsuid, country, language, attributes, tags, createdAt, lastInboundAt, lastOutboundAt } = contact
  return (
    <Card title={t('contact.facts')}>
      <dl className={classes.facts}>
        {phone && (
          <Fact name={t('filter.field.number')}>
            <bdi dir="ltr">{phone}</bdi> <CopyButton value={phone} />
          </Fact>
        )}
        {bsuid && (
          <Fact name={t('contact.bsuid')}>
            <bdi dir="ltr">{bsuid}</bdi>
          </Fact>
        )}
        <Fact name={t('filter.field.country')}>{country ? countryName(country) : '–'}</Fact>
        <Fact name={t('filter.field.language')}>{language ?? '–'}</Fact>
        {Object.entries(attributes).map(([name, value]) => (
          <Fact key={name} name={<bdi>{name}</bdi>}>
            <bdi>{String(value)}</bdi>
          </Fact>
        ))}
        <Fact name={t('contact.lastIn')}>{lastInboundAt ? formatDateTime(lastInboundAt) : '–'}</Fact>
        <Fact name={t('contact.lastOut')}>{lastOutboundAt ? formatDateTime(lastOutboundAt) : '–'}</Fact>
        <Fact name={t('contact.window')}>
          <WindowLeft since={lastInboundAt} />
        </Fact>
        <Fact name={t('contact.added')}>{formatDateTime(createdAt)}</Fact>
      </dl>
      <div className={classes.tags}>
        {tags.map(tag => (
          <bdi key={tag} className={classes.tag}>
            {tag}
          </bdi>
        ))}
        {tagging ? (
          <TagEditor contact={contact} onClose={() => setTagging(false)} />
        ) : (
          may('EDIT_CONTACTS') && (
            <Button size="compact-xs" variant="subtle" leftSection={<IconTag size={14} />} onClick={() => setTagging(true)}>
              {t('contact.editTags')}
            </Button>
          )
        )}
      </div>
    </Card>
  )
}

function Fact({ name, children }: { name: React.ReactNode; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
