import { Button, Chip, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../api/me'
import { rules } from '../../lib/rules'
import { remark } from '../../ui/forms'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import { WhatsAppText } from '../../ui/WhatsAppText'
import { type CannedReply, cannedQuery, changeCanned, makeCanned } from './queries'
import classes from './Settings.module.css'

const places = ['name', 'first_name', 'number', 'agent'] as const

/** @returns the text as a customer of this name would get it */
export const filledIn = (body: string, values: Record<(typeof places)[number], string>) =>
  body.replace(/{(name|first_name|number|agent)}/g, (_, place: (typeof places)[number]) => values[place])

interface Props {
  /** Left out: a new one. */
  reply?: CannedReply
  onClose: () => void
}

export function CannedReplyDialog({ reply, onClose }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const queries = useQueryClient()
  const { required } = rules(t)
  const form = useForm({
    initialValues: { shortcut: reply?.shortcut ?? '', body: reply?.body ?? '' },
    validate: { shortcut: required, body: required },
  })
  const saving = useMutation({
    mutationFn: (values: typeof form.values) => (reply ? changeCanned({ id: reply.id, version: reply.version, ...values }) : makeCanned(values)),
    onSuccess: () => {
      onClose()
      said(t('canned.saved'))
      return queries.invalidateQueries({ queryKey: cannedQuery.queryKey })
    },
    onError: error => remark(form, error),
  })
  const { body } = form.values
  const person = t('canned.example')
  const shown = filledIn(body, { name: person, first_name: person.split(' ')[0] ?? person, number: '+1 202 555 0141', agent: me.name })
  return (
    <Modal opened onClose={onClose} title={t(reply ? 'canned.change' : 'canned.make')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form noValidate onSubmit={form.onSubmit(values => saving.mutate({ shortcut: values.shortcut.trim().replace(/^\//, ''), body: values.body.trim() }))}>
        <Stack gap="sm">
          <TextInput label={t('canned.shortcut')} description={t('canned.shortcutHint')} leftSection="/" dir="ltr" autoComplete="off" data-autofocus {...form.getInputProps('shortcut')} />
          <Textarea label={t('canned.body')} autosize minRows={3} maxRows={12} dir="auto" {...form.getInputProps('body')} />
          <Group gap={6} role="group" aria-label={t('canned.places')}>
            {places.map(place => (
              <Chip key={place} size="xs" checked={false} onChange={() => form.setFieldValue('body', `${body}${body && !body.endsWith(' ') ? ' ' : ''}{${place}}`)}>
                {`{${place}}`}
              </Chip>
            ))}
          </Group>
          {body.trim() && (
            <div>
              <Text size="sm" c="dimmed">
                {t('canned.preview')}
              </Text>
              <p className={classes.bubble} dir="auto">
                <WhatsAppText text={shown} />
              </p>
            </div>
          )}
          {saving.error && Object.keys(form.errors).length === 0 && <ProblemNote error={saving.error} />}
        </Stack>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {t('action.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
