import { Button, Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { IconDownload } from '../../ui/icons'
import { refused } from '../../ui/toasts'
import { type BulkRequest, exportContacts } from './queries'

/** A file of those who are chosen, or of all who match. */
export function ExportMenu({ chosen, size }: { chosen: Pick<BulkRequest, 'ids' | 'filter'>; size?: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const exporting = useMutation({ mutationFn: exportContacts, onError: refused })
  if (!may('EXPORT_CONTACTS')) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size={size} variant="default" leftSection={<IconDownload size={18} />} loading={exporting.isPending}>
          {t('contacts.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['csv', 'xlsx'] as const).map(format => (
          <Menu.Item key={format} onClick={() => exporting.mutate({ chosen, format })}>
            {format.toUpperCase()}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
