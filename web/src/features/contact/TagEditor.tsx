import { Button, Group, Popover, TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Contact, tagsQuery } from './queries'
import { useTagEdit } from './useTagEdit'

const LONGEST = 60

/** Tags where they stand. Closing saves; Escape does not. */
export function TagEditor({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation()
  const tags = useQuery(tagsQuery).data ?? []
  const [value, setValue] = useState(contact.tags)
  const edit = useTagEdit()
  const save = () => {
    edit({
      id: contact.id,
      version: contact.version,
      add: value.filter(tag => !contact.tags.includes(tag)),
      remove: contact.tags.filter(tag => !value.includes(tag)),
    })
    onClose()
  }
  return (
    <Popover opened onChange={onClose} position="bottom-start" width={300} trapFocus withRoles={false} shadow="md" closeOnClickOutside={false}>
      <Popover.Target>
        <span />
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('contact.editTags')}>
        <TagsInput
          label={t('contact.tags')}
          value={value}
          onChange={next => setValue(next.map(tag => tag.trim().slice(0, LONGEST)).filter(Boolean))}
          data={tags.map(tag => tag.name)}
          acceptValueOnBlur
          openOnFocus={false}
          comboboxProps={{ withinPortal: false }}
          data-autofocus
        />
        <Group justify="flex-end" mt="sm" gap="xs">
          <Button size="xs" variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button size="xs" onClick={save}>
            {t('action.save')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}
