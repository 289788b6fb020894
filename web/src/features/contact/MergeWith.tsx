import { Modal, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MergeDialog } from './MergeDialog'
import { nameOf } from './name'
import { type Contact, type ContactDetail, findPeople } from './queries'

interface Props {
  contact: ContactDetail
  onClose: () => void
  onMerged: (contact: ContactDetail) => void
}

/** First the other one, then which of the two stays. */
export function MergeWith({ contact, onClose, onMerged }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed, 250)
  const [other, setOther] = useState<Contact>()
  const found = useQuery(findPeople(q)).data?.items.filter(one => one.id !== contact.id) ?? []
  if (other) return <MergeDialog one={contact} other={other} onClose={onClose} onMerged={onMerged} />
  return (
    <Modal opened onClose={onClose} title={t('merge.with')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Select
        label={t('merge.find')}
        placeholder={t('contacts.search')}
        searchable
        data-autofocus
        filter={({ options }) => options}
        nothingFoundMessage={t('list.noMatch')}
        data={found.map(one => ({ value: one.id, label: one.name ? `${one.name} · ${one.phone ?? one.bsuid}` : nameOf(one) }))}
        onSearchChange={setTyped}
        onChange={id => setOther(found.find(one => one.id === id))}
        comboboxProps={{ withinPortal: true }}
      />
    </Modal>
  )
}
