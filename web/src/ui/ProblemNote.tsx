import { Alert, Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ApiProblem, textOf } from '../api/problem'
import { IconAlert } from './icons'

interface Props {
  error: unknown
  onRetry?: () => void
}

/** What went wrong, in the reader's language; the server's own words, which name the thing, below. */
export function ProblemNote({ error, onRetry }: Props) {
  const { t } = useTranslation()
  return (
    <Alert color="red" variant="light" icon={<IconAlert size={20} />} title={t(textOf(error))} role="alert">
      {error instanceof ApiProblem && (
        <Text size="sm" lang="en" dir="auto">
          {error.body.detail}
        </Text>
      )}
      {onRetry && (
        <Button size="xs" variant="default" mt="xs" onClick={onRetry}>
          {t('action.retry')}
        </Button>
      )}
    </Alert>
  )
}
