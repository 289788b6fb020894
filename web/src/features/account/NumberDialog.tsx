import { Button, Group, Modal, NumberInput, Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { remark } from '../../ui/forms'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import { changeNumber, type PhoneNumber } from './queries'

/** What people here decide about a number; the rest is Meta's. */
export function NumberDialog({ number, onClose }: { number: PhoneNumber; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { label: number.label ?? '', active: number.active, ownMessagesPerSecond: (number.ownMessagesPerSecond ?? '') as number | string },
  })
  const changing = useMutation({
    mutationFn: ({ label, active, ownMessagesPerSecond }: typeof form.values) =>
      changeNumber({
        wabaId: number.wabaId,
        numberId: number.phoneNumberId,
        version: number.version,
        label: label.trim(),
        active,
        ownMessagesPerSecond: Number(ownMessagesPerSecond) || 0,
      }),
    onSuccess: () => {
      onClose()
      said(t('account.saved'))
      return queries.invalidateQueries({ queryKey: ['account'] })
    },
    onError: error => remark(form, error),
  })
  const title = <bdi dir="ltr">{number.displayPhoneNumber ?? number.phoneNumberId}</bdi>
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form noValidate onSubmit={form.onSubmit(values => changing.mutate(values))}>
        <Stack gap="sm">
          <TextInput label={t('account.label')} description={t('number.labelHint')} data-autofocus {...form.getInputProps('label')} />
          <NumberInput
            label={t('number.ownPace')}
            description={t('number.ownPaceHint', { n: number.messagesPerSecond })}
            min={0}
            max={1000}
            allowDecimal={false}
            {...form.getInputProps('ownMessagesPerSecond')}
          />
          <Switch label={t('number.active')} description={t('number.activeHint')} {...form.getInputProps('active', { type: 'checkbox' })} />
          {changing.error && <ProblemNote error={changing.error} />}
        </Stack>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button type="submit" loading={changing.isPending}>
            {t('action.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
