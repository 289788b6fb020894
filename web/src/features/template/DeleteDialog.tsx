import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName } from '../../lib/languages'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import { deleteAll, deleteLanguage, type Template } from './queries'

interface Props {
  template: Template
  languages: number
  onClose: () => void
}

/** Meta keeps a deleted name locked for a month, so it is typed. */
export function DeleteDialog({ template, languages, onClose }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [scope, setScope] = useState<'one' | 'all'>('one')
  const [typed, setTyped] = useState('')
  const { name, language } = template
  const deleting = useMutation({
    mutationFn: () => (scope === 'all' || languages <= 1 ? deleteAll(template) : deleteLanguage(template)),
    onSuccess: async () => {
      said(t('template.deleted', { name }))
      await navigate({ to: '/templates' })
      void queries.invalidateQueries({ queryKey: ['template'] })
    },
  })
  const matches = typed.trim() === name
  return (
    <Modal opened onClose={onClose} title={t('template.deleteTitle', { name })} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (matches) deleting.mutate()
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('template.deleteHint')}</Text>
          {languages > 1 && (
            <Radio.Group label={t('template.deleteWhat')} value={scope} onChange={value => setScope(value as typeof scope)}>
              <Stack gap={6} mt={6}>
                <Radio value="one" label={t('template.deleteOne', { language: languageName(language) })} />
                <Radio value="all" label={t('template.deleteAll', { n: languages })} />
              </Stack>
            </Radio.Group>
          )}
          <TextInput
            label={t('template.typeName', { name })}
            value={typed}
            onChange={event => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
          {deleting.error && <ProblemNote error={deleting.error} />}
        </Stack>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button type="submit" color="red" disabled={!matches} title={matches ? undefined : t('template.typeName', { name })} loading={deleting.isPending}>
            {t('template.delete')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
