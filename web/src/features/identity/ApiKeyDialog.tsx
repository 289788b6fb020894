import { Button, Checkbox, Group, Modal, ScrollArea, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Permission, useMe } from '../../api/me'
import { rules } from '../../lib/rules'
import { CopyField } from '../../ui/CopyField'
import { remark } from '../../ui/forms'
import { ProblemNote } from '../../ui/ProblemNote'
import { presetsOf } from './presets'
import { apiKeysKey, makeApiKey } from './queries'

const DAY = 86_400_000
const LIVES = ['30', '90', '365', 'never'] as const

export function ApiKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const me = useMe()
  const form = useForm<{ name: string; permissions: Permission[]; life: string }>({
    initialValues: { name: '', permissions: [], life: '365' },
    validate: { name: rules(t).name, permissions: chosen => (chosen.length ? null : t('apiKeys.choose')) },
  })
  const make = useMutation({
    mutationFn: ({ name, permissions, life }: typeof form.values) =>
      makeApiKey({
        name: name.trim(),
        permissions,
        expiresAt: life === 'never' ? undefined : new Date(Date.now() + Number(life) * DAY).toISOString(),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: apiKeysKey }),
    onError: error => remark(form, error),
  })
  const close = { 'aria-label': t('action.close') }
  if (make.data)
    return (
      <Modal opened onClose={onClose} title={t('apiKeys.made')} closeButtonProps={close}>
        <Text size="sm" mb="md">
          {t('apiKeys.madeHint')}
        </Text>
        <CopyField label={t('apiKeys.key')} value={make.data.key} />
        <Group justify="flex-end" mt="lg">
          <Button onClick={onClose}>{t('action.done')}</Button>
        </Group>
      </Modal>
    )
  return (
    <Modal opened onClose={onClose} title={t('apiKeys.make')} closeButtonProps={close}>
      <form noValidate onSubmit={form.onSubmit(values => make.mutate(values))}>
        {make.error && Object.keys(form.errors).length === 0 && <ProblemNote error={make.error} />}
        <TextInput label={t('field.name')} description={t('apiKeys.nameHint')} data-autofocus {...form.getInputProps('name')} />
        <Select
          mt="md"
          label={t('apiKeys.life')}
          allowDeselect={false}
          data={LIVES.map(value => ({ value, label: value === 'never' ? t('apiKeys.noEnd') : t('apiKeys.days', { n: value }) }))}
          {...form.getInputProps('life')}
        />
        <Checkbox.Group mt="md" label={t('apiKeys.may')} description={t('apiKeys.mayHint')} {...form.getInputProps('permissions')}>
          <Group gap="xs" mt="xs" role="group" aria-label={t('apiKeys.presets')}>
            {presetsOf(me.permissions).map(({ label, permissions }) => (
              <Button key={label} size="compact-sm" variant="default" onClick={() => form.setFieldValue('permissions', [...permissions])}>
                {t(label)}
              </Button>
            ))}
          </Group>
          <ScrollArea.Autosize mah={240} mt="xs" type="auto" offsetScrollbars>
            <Stack gap={8}>
              {me.permissions.map(permission => (
                <Checkbox key={permission} value={permission} label={permission} styles={{ label: { fontFamily: 'var(--mantine-font-family-monospace)' } }} />
              ))}
            </Stack>
          </ScrollArea.Autosize>
        </Checkbox.Group>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button type="submit" loading={make.isPending}>
            {t('apiKeys.make')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
