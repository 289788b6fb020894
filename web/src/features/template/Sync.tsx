import { Button, List, Modal, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconRefresh } from '../../ui/icons'
import { refused } from '../../ui/toasts'
import { type Synced, sync } from './queries'
import { fieldLabel } from './words'

/** Reads the templates from Meta now and tells what came of it. */
export function SyncButton() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [found, setFound] = useState<Synced>()
  const reading = useMutation({
    mutationFn: sync,
    onError: refused,
    onSuccess: synced => {
      setFound(synced)
      void queries.invalidateQueries({ queryKey: ['template'] })
      void queries.invalidateQueries({ queryKey: ['account'] })
    },
  })
  return (
    <>
      <Button variant="default" leftSection={<IconRefresh size={18} />} loading={reading.isPending} onClick={() => reading.mutate()}>
        {t('template.sync')}
      </Button>
      {found && <SyncDialog synced={found} onClose={() => setFound(undefined)} />}
    </>
  )
}

function SyncDialog({ synced: { added, changed, removed, failed }, onClose }: { synced: Synced; onClose: () => void }) {
  const { t } = useTranslation()
  const nothing = added.length + changed.length + removed.length + failed.length === 0
  const words = (fields: string[]) =>
    fields
      .map(field => {
        const label = fieldLabel(field)
        return label ? t(label) : field
      })
      .join(', ')
  return (
    <Modal opened onClose={onClose} title={t('template.synced')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {nothing && <Text size="sm">{t('template.syncedNothing')}</Text>}
      <Part title={t('template.syncAdded')} lines={added.map(nameOf)} />
      <Part title={t('template.syncChanged')} lines={changed.map(one => `${nameOf(one)}: ${words(one.fields)}`)} />
      <Part title={t('template.syncRemoved')} lines={removed.map(nameOf)} />
      <Part title={t('template.syncFailed')} lines={failed.map(one => `${one.account}: ${one.detail}`)} />
    </Modal>
  )
}

const nameOf = ({ name, language }: { name: string; language: string }) => `${name} (${language})`

function Part({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null
  return (
    <section>
      <Text fw={600} size="sm" mt="sm">
        {title}
      </Text>
      <List size="sm">
        {lines.map(line => (
          <List.Item key={line}>
            <bdi>{line}</bdi>
          </List.Item>
        ))}
      </List>
    </section>
  )
}
