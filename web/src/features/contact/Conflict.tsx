import { Alert, Button, Group, Modal, Stack, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { I18nKey } from '../../lib/i18n'
import { IconAlert } from '../../ui/icons'
import type { Draft } from './draft'
import type { ContactDetail } from './queries'

interface Props {
  base: ContactDetail
  theirs: ContactDetail
  mine: Draft
  onTheirs: () => void
  onMine: () => void
  onClose: () => void
}

type Field = 'name' | 'phone' | 'country' | 'language' | 'tags' | 'attributes'

const labels = {
  name: 'field.name',
  phone: 'filter.field.number',
  country: 'filter.field.country',
  language: 'filter.field.language',
  tags: 'contact.tags',
  attributes: 'contact.attributes',
} as const satisfies Record<Field, I18nKey>

const text = (field: Field, of: ContactDetail | Draft): string => {
  if (field === 'tags') return of.tags.join(', ')
  if (field !== 'attributes') return of[field] ?? ''
  const pairs = Array.isArray(of.attributes) ? of.attributes : Object.entries(of.attributes)
  return pairs.map(([name, value]) => `${name}: ${String(value)}`).join(', ')
}

/** Somebody saved while this was being edited: nothing is written over unseen. */
export function Conflict({ base, theirs, mine, onTheirs, onMine, onClose }: Props) {
  const { t } = useTranslation()
  const fields = (Object.keys(labels) as Field[]).filter(field => text(field, theirs) !== text(field, base) || text(field, mine) !== text(field, base))
  return (
    <Modal opened onClose={onClose} size="lg" title={t('conflict.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm">
        <Alert color="yellow" variant="light" icon={<IconAlert size={20} />}>
          {t('conflict.hint')}
        </Alert>
        <Table.ScrollContainer minWidth={300}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('filter.field')}</Table.Th>
                <Table.Th>{t('conflict.theirs')}</Table.Th>
                <Table.Th>{t('conflict.mine')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {fields.map(field => (
                <Table.Tr key={field}>
                  <Table.Th scope="row">{t(labels[field])}</Table.Th>
                  <Table.Td>
                    <bdi>{text(field, theirs) || '–'}</bdi>
                  </Table.Td>
                  <Table.Td>
                    <bdi>{text(field, mine) || '–'}</bdi>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onTheirs}>
            {t('conflict.takeTheirs')}
          </Button>
          <Button onClick={onMine}>{t('conflict.keepMine')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
