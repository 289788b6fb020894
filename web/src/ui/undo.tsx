import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'

const LONG_ENOUGH = 10_000

/** Says what was done, and takes it back for whoever pressed too soon. */
export function undoable(message: string, undo: () => void) {
  const id = crypto.randomUUID()
  notifications.show({
    id,
    color: 'wa',
    withBorder: true,
    autoClose: LONG_ENOUGH,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          {i18next.t('action.undo')}
        </Button>
      </Group>
    ),
  })
}
