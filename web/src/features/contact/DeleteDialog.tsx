import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import { nameOf } from './name'
import { type ContactDetail, contactQuery, deleteContact } from './queries'

interface Props {
  contact: ContactDetail
  onClose: () => void
  onDeleted: () => void
}

/** For good: so the name is to be typed. */
export function DeleteDialog({ contact, onClose, onDeleted }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const name = nameOf(contact)
  const deleting = useMutation({
    mutationFn: deleteContact,
    onSuccess: () => {
      said(t('contact.deleted'))
      onDeleted()
      queries.removeQueries({ queryKey: contactQuery(contact.id).queryKey })
      void queries.invalidateQueries({ queryKey: ['contacts'] })
    },
  })
  const same = typed.trim() === name.trim()
  return (
    <Modal opened onClose={onClose} title={t('contact.delete')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (same) deleting.mutate(contact.id)
        }}
      >
        <Stack gap="sm">
          <Alert color="red" variant="light">
            {t('contact.deleteHint')}
          </Alert>
          {deleting.error && <ProblemNote error={deleting.error} />}
          <TextInput label={t('contact.typeName', { name })} dir="auto" autoComplete="off" data-autofocus value={typed} onChange={event => setTyped(event.currentTarget.value)} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.back')}
            </Button>
            <Button type="submit" color="red" disabled={!same} loading={deleting.isPending}>
              {t('contact.delete')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
