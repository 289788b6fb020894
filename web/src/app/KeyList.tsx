import { Kbd, Modal, Table } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useKnownKeys } from '../lib/keys'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
const caps: Record<string, string> = isMac ? { mod: '⌘', alt: '⌥', shift: '⇧' } : { mod: 'Ctrl', alt: 'Alt', shift: 'Shift' }

/** The keys that work on the present screen. */
export default function KeyList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Table>
        <Table.Tbody>
          {useKnownKeys().map(({ keys, label }) => (
            <Table.Tr key={`${keys} ${label}`}>
              <Table.Td>{t(label)}</Table.Td>
              <Table.Td dir="ltr">
                {keys.split('+').map((key, n) => (
                  <Fragment key={key}>
                    {n > 0 && ' '}
                    <Kbd>{caps[key] ?? key.toUpperCase()}</Kbd>
                  </Fragment>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
