import { Button, FileButton, Group, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../../api/client'
import { textOf } from '../../../api/problem'
import type { I18nKey } from '../../../lib/i18n'
import { PhonePreview } from '../../../ui/PhonePreview/PhonePreview'
import { placeOf } from '../../../ui/PhonePreview/template'
import { IconAttach } from '../icons'
import { type Conversation, upload } from '../queries'
import { useAddress } from '../useAddress'
import { useNumbers } from '../useNumbers'
import composer from './Composer.module.css'
import { sendMessage } from './outbox'
import { missing, shownAs, toSend, type Values } from './templateValues'
import classes from './Templates.module.css'

type Template = Schemas['TemplateView']
type Slot = Schemas['TemplateSlotView']

interface Props {
  conversation: Conversation
  template: Template
  onBack: () => void
  onSent: () => void
}

/** Its places to fill, and how the person will see it. */
export function TemplateForm({ conversation, template, onBack, onSent }: Props) {
  const { t } = useTranslation()
  const numbers = useNumbers()
  const { name } = conversation.contact
  const first = template.slots.find(slot => slot.part === 'BODY' && slot.kind === 'TEXT' && /^(1|name|first_name|customer_name)$/.test(slot.variable))
  const [values, setValues] = useState<Values>(first && name ? { [placeOf(first)]: name.split(/\s+/)[0] ?? '' } : {})
  const [file, setFile] = useState<File>()
  const url = useAddress(file?.type.startsWith('image/') ? file : undefined)
  const set = (slot: Slot, value: string) => setValues(former => ({ ...former, [placeOf(slot)]: value }))
  const lacking = missing(template.slots, values)
  const send = () => {
    void sendMessage(conversation.id, shownAs(template, values), { template: toSend(template, values) })
    onSent()
  }
  const sender = numbers.of(conversation.phoneNumberId)
  return (
    <div className={classes.form}>
      <div className={classes.fields}>
        <strong>
          <bdi dir="ltr">
            {template.name} · {template.language}
          </bdi>
        </strong>
        {template.slots.map(slot => (
          <SlotField key={placeOf(slot)} slot={slot} value={values[placeOf(slot)] ?? ''} file={file} onValue={value => set(slot, value)} onFile={setFile} />
        ))}
        {template.slots.length === 0 && <p className={composer.hint}>{t('inbox.nothingToFill')}</p>}
        <Group gap="xs" mt="xs">
          <Button variant="default" onClick={onBack}>
            {t('inbox.otherTemplate')}
          </Button>
          <Button disabled={lacking.length > 0} onClick={send}>
            {t('inbox.sendTemplate')}
          </Button>
        </Group>
        {lacking.length > 0 && <p className={composer.hint}>{t('inbox.fillFirst', { n: lacking.length })}</p>}
      </div>
      <div className={classes.preview}>
        <PhonePreview sender={sender?.verifiedName ?? sender?.displayPhoneNumber ?? ''} components={template.components} values={values} media={file && { name: file.name, url }} />
      </div>
    </div>
  )
}

const kindLabel = {
  TEXT: undefined,
  IMAGE: 'inbox.slot.image',
  VIDEO: 'inbox.slot.video',
  DOCUMENT: 'inbox.slot.document',
  LOCATION: undefined,
  URL_SUFFIX: 'inbox.slot.link',
  COPY_CODE: 'inbox.slot.code',
  ONE_TIME_CODE: 'inbox.slot.code',
} satisfies Record<Slot['kind'], I18nKey | undefined>

const accepted: Partial<Record<Slot['kind'], string>> = { IMAGE: 'image/jpeg,image/png', VIDEO: 'video/mp4,video/3gpp', DOCUMENT: 'application/pdf' }

interface FieldProps {
  slot: Slot
  value: string
  file?: File
  onValue: (value: string) => void
  onFile: (file: File) => void
}

function SlotField({ slot, value, file, onValue, onFile }: FieldProps) {
  const { t } = useTranslation()
  const attach = useMutation({
    mutationFn: async (chosen: File) => ({ id: (await upload(chosen, crypto.randomUUID())).id, chosen }),
    onSuccess: ({ id, chosen }) => {
      onValue(id)
      onFile(chosen)
    },
  })
  const kind = kindLabel[slot.kind]
  const label = kind ? t(kind, { n: slot.buttonIndex + 1 }) : t(slot.part === 'HEADER' ? 'inbox.slot.header' : 'inbox.slot.body', { variable: slot.variable })
  if (!accepted[slot.kind]) return <TextInput label={label} dir="auto" required withAsterisk={false} value={value} onChange={event => onValue(event.currentTarget.value)} />
  return (
    <FileButton accept={accepted[slot.kind] ?? ''} onChange={chosen => chosen && attach.mutate(chosen)}>
      {props => (
        <div>
          <Button {...props} variant="default" leftSection={<IconAttach size={18} />} loading={attach.isPending}>
            {label}
          </Button>{' '}
          {file && value && <bdi>{file.name}</bdi>}
          {attach.error && (
            <p role="alert" className={composer.refused}>
              {t(textOf(attach.error))}
            </p>
          )}
        </div>
      )}
    </FileButton>
  )
}
