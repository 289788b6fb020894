import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keepAnswer } from '../../lib/keepAnswer'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import classes from './Contacts.module.css'
import { nameOf } from './name'
import { type Contact, type ContactDetail, contactQuery, mergeContact } from './queries'

type Person = Pick<Contact, 'id' | 'name' | 'phone' | 'bsuid' | 'tags' | 'createdAt'>

interface Props {
  one: Person
  other: Person
  onClose: () => void
  onMerged: (contact: ContactDetail) => void
}

/** Two entries that are one person: which of the two stays? */
export function MergeDialog({ one, other, onClose, onMerged }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [stays, setStays] = useState(one.id)
  const merging = useMutation({
    mutationFn: mergeContact,
    onSuccess: contact => {
      keepAnswer(queries, contactQuery(contact.id).queryKey, contact)
      void queries.invalidateQueries({ queryKey: ['contacts'] })
      said(t('merge.done'))
      onMerged(contact)
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('merge.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm">
        <Text size="sm">{t('merge.hint')}</Text>
        {merging.error && <ProblemNote error={merging.error} />}
        <Radio.Group label={t('merge.stays')} value={stays} onChange={setStays}>
          <Stack gap="xs" mt="xs">
            {[one, other].map(person => (
              <Radio.Card key={person.id} value={person.id} className={classes.choice}>
                <Radio.Indicator />
                <span className={classes.person}>
                  <bdi className={classes.strong}>{nameOf(person)}</bdi>
                  <bdi dir="ltr" className={classes.dim}>
                    {person.phone ?? person.bsuid}
                  </bdi>
                  <bdi className={classes.dim}>{person.tags.join(', ')}</bdi>
                </span>
              </Radio.Card>
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button loading={merging.isPending} onClick={() => merging.mutate({ id: stays, other: stays === one.id ? other.id : one.id })}>
            {t('merge.action')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
