import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { ApiProblem, textOf } from '../api/problem'

/** The cross says what it does. */
const closing = () => ({ closeButtonProps: { 'aria-label': i18next.t('action.close') } })

export const said = (message: string) => notifications.show({ message, color: 'wa', withBorder: true, ...closing() })

/** For what has no place of its own on the screen. */
export const refused = (error: unknown) =>
  notifications.show({
    title: i18next.t(textOf(error)),
    message: error instanceof ApiProblem ? error.body.detail : undefined,
    color: 'red',
    withBorder: true,
    autoClose: 10_000,
    ...closing(),
  })
