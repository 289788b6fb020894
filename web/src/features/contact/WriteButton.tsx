import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useState } from 'react'
import { IconMessage } from './icons'
import type { ContactDetail } from './queries'
import { SendTemplate } from './SendTemplate'
import { sendersQuery } from './sending'

/** A template may be sent at any time to whoever did not opt out. */
export function WriteButton({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const senders = useQuery(sendersQuery).data
  const why = contact.consent === 'OPTED_OUT' ? t('contact.optedOutHint') : senders?.length === 0 ? t('contact.noNumber') : undefined
  return (
    <>
      <Button leftSection={<IconMessage size={18} />} disabled={Boolean(why)} title={why} onClick={() => setOpen(true)}>
        {t('contact.sendTemplate')}
      </Button>
      {open && <SendTemplate contact={contact} onClose={() => setOpen(false)} />}
    </>
  )
}
