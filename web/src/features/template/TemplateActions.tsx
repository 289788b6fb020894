import { Button, Group, Modal, Select, Text, Tooltip } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName, templateLanguages } from '../../lib/languages'
import { useMay } from '../../api/me'
import { IconLanguage } from '../../ui/icons'
import { DeleteDialog } from './DeleteDialog'
import { IconDelete, IconEdit } from './icons'
import { isEditable } from './meaning'
import type { Template } from './queries'

interface Props {
  template: Template
  /** How many languages its name has. */
  languages: number
}

export function TemplateActions({ template, languages: count }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const [asking, setAsking] = useState<'nothing' | 'copy' | 'delete'>('nothing')
  const close = () => setAsking('nothing')
  if (!may('MANAGE_TEMPLATES')) return null
  const { account, name, language, status } = template
  const edit = { variant: 'default', leftSection: <IconEdit size={18} /> } as const
  return (
    <>
      {isEditable(status) ? (
        <Button {...edit} component={Link} to={`/templates/${account}/${name}/${language}/edit`}>
          {t('template.edit')}
        </Button>
      ) : (
        <Tooltip label={t('template.notEditable')} multiline maw={280}>
          <Button {...edit} data-disabled aria-disabled onClick={event => event.preventDefault()}>
            {t('template.edit')}
          </Button>
        </Tooltip>
      )}
      <Button variant="default" leftSection={<IconLanguage size={18} />} onClick={() => setAsking('copy')}>
        {t('template.clone')}
      </Button>
      <Button variant="default" leftSection={<IconDelete size={18} />} onClick={() => setAsking('delete')}>
        {t('template.delete')}
      </Button>
      {asking === 'copy' && <LanguageDialog template={template} onClose={close} />}
      {asking === 'delete' && <DeleteDialog template={template} languages={count} onClose={close} />}
    </>
  )
}

/** Into which language; its texts are written in the builder. */
function LanguageDialog({ template: { account, name, language }, onClose }: { template: Template; onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [wanted, setWanted] = useState<string | null>(null)
  return (
    <Modal opened onClose={onClose} title={t('template.cloneTitle', { name })} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (wanted) void navigate({ to: '/templates/new', search: { from: `${account}/${name}/${language}`, language: wanted } })
        }}
      >
        <Text size="sm" mb="sm">
          {t('template.cloneHint')}
        </Text>
        <Select
          label={t('template.field.language')}
          searchable
          data-autofocus
          comboboxProps={{ keepMounted: false }}
          nothingFoundMessage={t('list.noMatch')}
          data={templateLanguages.filter(code => code !== language).map(value => ({ value, label: `${languageName(value)} (${value})` }))}
          value={wanted}
          onChange={setWanted}
        />
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button type="submit" disabled={!wanted} title={wanted ? undefined : t('template.chooseLanguage')}>
            {t('template.cloneGo')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
