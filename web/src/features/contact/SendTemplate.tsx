import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/problem'
import { PhonePreview } from '../../ui/PhonePreview/PhonePreview'
import { placeOf } from '../../ui/PhonePreview/template'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import classes from './Contact.module.css'
import { nameOf } from './name'
import type { ContactDetail } from './queries'
import { partsOf, sendersQuery, sendMessage, type Template, templatesQuery } from './sending'

/** One message by template: whom from, which one, what stands in it, and how it will look. */
export function SendTemplate({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const senders = useQuery(sendersQuery).data ?? []
  const [from, setFrom] = useState<string>()
  const sender = senders.find(one => one.phoneNumberId === from) ?? senders[0]
  const templates = useQuery(templatesQuery(sender?.wabaId)).data ?? []
  const [key, setKey] = useState<string>()
  const template = templates.find(one => keyOf(one) === key)
  const [values, setValues] = useState<Record<string, string>>({})
  const sending = useMutation({
    mutationFn: sendMessage,
    onSuccess: () => {
      said(t('contact.sent'))
      onClose()
    },
  })
  const missing = template?.slots.some(slot => !values[placeOf(slot)]?.trim()) ?? true
  const send = () =>
    template &&
    sending.mutate({
      phoneNumberId: sender?.phoneNumberId,
      to: contact.phone ?? contact.bsuid,
      template: { name: template.name, language: template.language, ...partsOf(values) },
    })
  return (
    <Modal opened onClose={onClose} size={760} title={t('contact.sendTemplate')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <div className={classes.sending}>
        <Stack gap="sm">
          {sending.error && <ProblemNote error={sending.error} />}
          {senders.length > 1 && (
            <Select
              label={t('contact.from')}
              allowDeselect={false}
              data={senders.map(one => ({ value: one.phoneNumberId, label: one.label ?? one.displayPhoneNumber ?? one.phoneNumberId }))}
              value={sender?.phoneNumberId ?? null}
              onChange={id => setFrom(id ?? undefined)}
            />
          )}
          <Select
            label={t('contact.template')}
            searchable
            data-autofocus
            nothingFoundMessage={t('list.noMatch')}
            data={templates.map(one => ({ value: keyOf(one), label: `${one.name} · ${one.language}` }))}
            value={key ?? null}
            onChange={next => {
              setKey(next ?? undefined)
              setValues(suggested(templates.find(one => keyOf(one) === next), contact))
            }}
          />
          {template?.slots.map(slot => (
            <TextInput
              key={placeOf(slot)}
              label={<bdi>{`{{${slot.variable || slot.buttonIndex + 1}}}`}</bdi>}
              value={values[placeOf(slot)] ?? ''}
              error={problemAt(sending.error, slot.variable)}
              onChange={event => setValues({ ...values, [placeOf(slot)]: event.currentTarget.value })}
            />
          ))}
          <Group justify="flex-end" gap="xs">
            {template && missing && <span role="status">{t('contact.fillIn')}</span>}
            <Button variant="default" onClick={onClose}>
              {t('action.back')}
            </Button>
            <Button disabled={!template || missing} loading={sending.isPending} onClick={send}>
              {t('contact.send')}
            </Button>
          </Group>
        </Stack>
        <PhonePreview sender={sender?.verifiedName ?? sender?.displayPhoneNumber ?? ''} components={template?.components} values={values} empty={t('contact.chooseTemplate')} />
      </div>
    </Modal>
  )
}

const keyOf = ({ name, language }: Template) => `${name} ${language}`

const problemAt = (error: unknown, variable: string) =>
  error instanceof ApiProblem ? Object.entries(error.fields).find(([field]) => field.endsWith(`.${variable}`))?.[1] : undefined

/** The first variable of most templates is the name. */
function suggested(template: Template | undefined, contact: ContactDetail): Record<string, string> {
  const first = template?.slots.find(slot => slot.part === 'BODY')
  return first && contact.name && /^(1|.*name.*)$/i.test(first.variable) ? { [placeOf(first)]: nameOf(contact) } : {}
}
