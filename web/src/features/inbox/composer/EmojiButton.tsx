import { ActionIcon, Loader, Popover } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconMood } from '../icons'

/** Two thousand of them, with their names: fetched by who wants one. */
const EmojiPicker = lazy(() => import('./EmojiPicker'))

export function EmojiButton({ onEmoji }: { onEmoji: (emoji: string) => void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} position="top-start" width={320} shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={40} aria-label={t('inbox.emoji')} onClick={() => setOpen(!open)}>
          <IconMood size={22} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('inbox.emoji')} p="xs">
        <Suspense fallback={<Loader type="dots" m="md" />}>
          <EmojiPicker
            onEmoji={emoji => {
              setOpen(false)
              onEmoji(emoji)
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
