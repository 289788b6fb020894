import { Button, Group, Modal, Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/problem'
import { countryChoices } from '../../lib/countries'
import { keepAnswer } from '../../lib/keepAnswer'
import { rules } from '../../lib/rules'
import { remark } from '../../ui/forms'
import { ProblemNote } from '../../ui/ProblemNote'
import { AttributeFields } from './AttributeFields'
import { Conflict } from './Conflict'
import { changeOf, type Draft, draftOf, newOf } from './draft'
import { changeContact, type ContactDetail, contactQuery, createContact, tagsQuery } from './queries'

/** As codes of languages are written, whatever the reader's is. */
const LANGUAGE = 'pt_BR'

interface Props {
  /** Left out: somebody new. */
  contact?: ContactDetail
  onClose: () => void
  onSaved: (contact: ContactDetail) => void
}

/** A person's data. When somebody else saved meanwhile, both versions are shown before one is chosen. */
export function ContactDialog({ contact, onClose, onSaved }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const tags = useQuery(tagsQuery).data ?? []
  const { required } = rules(t)
  const [base, setBase] = useState(contact)
  const [theirs, setTheirs] = useState<ContactDetail>()
  const form = useForm<Draft>({
    initialValues: draftOf(contact),
    validate: {
      phone: (value, { bsuid }) => (value.trim() || bsuid ? null : t('contact.phoneNeeded')),
      consentSource: (value, { optedIn }) => (!contact && optedIn ? required(value) : null),
    },
  })
  const saving = useMutation({
    mutationFn: (draft: Draft) => (base ? changeContact({ id: base.id, change: changeOf(base, draft) }) : createContact(newOf(draft))),
    onError: async error => {
      remark(form, error)
      const conflict = base && error instanceof ApiProblem && error.type === '/problems/conflict' && 'version' in error.body
      if (conflict) setTheirs(await queries.fetchQuery({ ...contactQuery(base.id), staleTime: 0 }))
    },
    onSuccess: saved => {
      keepAnswer(queries, contactQuery(saved.id).queryKey, saved)
      onSaved(saved)
      onClose()
    },
  })
  const masked = base?.phone?.startsWith('…') ?? false
  if (theirs && base)
    return (
      <Conflict
        base={base}
        theirs={theirs}
        mine={form.getValues()}
        onClose={onClose}
        onTheirs={() => {
          form.setValues(draftOf(theirs))
          setBase(theirs)
          setTheirs(undefined)
        }}
        onMine={() => {
          setBase(theirs)
          setTheirs(undefined)
        }}
      />
    )
  return (
    <Modal opened onClose={onClose} size="lg" title={t(contact ? 'contact.edit' : 'contact.new')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form noValidate onSubmit={form.onSubmit(draft => saving.mutate(draft))}>
        <Stack gap="sm">
          {saving.error && Object.keys(form.errors).length === 0 && <ProblemNote error={saving.error} />}
          <TextInput label={t('field.name')} maxLength={200} data-autofocus {...form.getInputProps('name')} />
          <TextInput
            label={t('filter.field.number')}
            description={masked ? t('contact.phoneMasked') : t('contact.phoneHint')}
            disabled={masked}
            type="tel"
            dir="ltr"
            {...form.getInputProps('phone')}
          />
          <Group grow align="flex-start">
            <Select label={t('filter.field.country')} clearable searchable data={countryChoices()} {...form.getInputProps('country')} />
            <TextInput label={t('filter.field.language')} placeholder={LANGUAGE} {...form.getInputProps('language')} />
          </Group>
          <TagsInput label={t('contact.tags')} data={tags.map(tag => tag.name)} acceptValueOnBlur {...form.getInputProps('tags')} />
          <AttributeFields value={form.values.attributes} onChange={attributes => form.setFieldValue('attributes', attributes)} />
          {!contact && (
            <>
              <Switch label={t('consent.given')} {...form.getInputProps('optedIn', { type: 'checkbox' })} />
              {form.values.optedIn && <TextInput label={t('consent.evidence')} description={t('consent.evidenceHint')} {...form.getInputProps('consentSource')} />}
            </>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.back')}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
