import { Drawer } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { formatExactly } from '../../lib/format'
import { Actor } from './Actor'
import classes from './Audit.module.css'

/** All that is written down of one deed. */
export function EntryDrawer({ entry, onClose }: { entry: Schemas['AuditTrailEntry']; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Drawer opened onClose={onClose} position="right" title={<code className={classes.code}>{entry.action}</code>} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <dl className={classes.facts}>
        <dt>{t('audit.at')}</dt>
        <dd>{formatExactly(entry.at)}</dd>
        <dt>{t('audit.who')}</dt>
        <dd>
          <Actor actor={entry.actor} />
        </dd>
        <dt>{t('audit.subject')}</dt>
        <dd>
          <code className={classes.code}>
            {entry.subject.kind}:{entry.subject.id}
          </code>
        </dd>
        {entry.address && (
          <>
            <dt>{t('audit.address')}</dt>
            <dd dir="ltr">{entry.address}</dd>
          </>
        )}
        {Object.entries(entry.detail).map(([name, value]) => (
          <div key={name} className={classes.detail}>
            <dt lang="en">{name}</dt>
            <dd dir="auto">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </Drawer>
  )
}
