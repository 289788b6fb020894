import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ApiProblem, textOf } from '../../../api/problem'
import { type Entry, outbox } from '../composer/outbox'
import { wordsOf } from '../queries'
import { Ticks } from '../Ticks'
import { timeOf } from '../when'
import classes from './Bubble.module.css'
import shown from './Content.module.css'
import { ContentView } from './ContentView'
import thread from './Thread.module.css'

/** What was just sent, until the server shows it; honest where it did not get there. */
export function OnItsWay({ entry }: { entry: Entry }) {
  const { state, content, picture, at } = entry
  const failed = state.kind === 'failed'
  const words = wordsOf(content)
  return (
    <li className={thread.item}>
      <div className={classes.line} data-out>
        <div className={classes.bubble} data-out data-note={entry.kind === 'note' || undefined} data-failed={failed || undefined}>
          {picture && <img className={shown.picture} src={picture} alt={('media' in content && content.media.fileName) || ''} />}
          {picture ? words && <span dir="auto">{words}</span> : <ContentView content={content} outbound />}
          <span className={classes.foot}>
            <time dateTime={at}>{timeOf(at)}</time>
            <Ticks status={failed ? 'FAILED' : 'QUEUED'} />
          </span>
          {failed && <NotSent entry={entry} error={state.error} />}
        </div>
      </div>
    </li>
  )
}

function NotSent({ entry, error }: { entry: Entry; error: unknown }) {
  const { t } = useTranslation()
  return (
    <div className={classes.failure} role="alert">
      <p>
        <strong>{t('inbox.notSent')}</strong> {t(textOf(error))}
      </p>
      {error instanceof ApiProblem && (
        <p lang="en" dir="auto">
          {error.body.detail}
        </p>
      )}
      <Group gap={6}>
        <Button size="compact-sm" color="red" variant="light" onClick={() => void outbox.deliver(entry)}>
          {t('inbox.retry')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => outbox.drop([entry.key])}>
          {t('inbox.discard')}
        </Button>
      </Group>
    </div>
  )
}
