import { ActionIcon, Loader, Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../../ui/ProblemNote'
import { refused } from '../../../ui/toasts'
import { type Entry, outbox, useOutbox } from '../composer/outbox'
import { IconDown } from '../icons'
import type { Thread } from '../merge'
import { type Item, readOlder, threadKey, threadQuery } from '../queries'
import { dayKey, dayOf } from '../when'
import { ItemView } from './ItemView'
import { OnItsWay } from './OnItsWay'
import classes from './Thread.module.css'

interface Props {
  id: string
  mayAnswer: boolean
  onQuote: (item: Item) => void
}

/** How near to the begin of what is there the rest is fetched, and how near to the end one follows. */
const NEAR = 600
const AT_END = 80
const MOST_PAGES_BACK = 20
const LIT = 1600
const MOST_AIMS = 8

/** What was said, oldest first. The scroller is upside down, so that it keeps its place whatever comes in above. */
export function Messages({ id, mayAnswer, onQuote }: Props) {
  const { t } = useTranslation()
  const { data: thread, error, refetch } = useQuery(threadQuery(id))
  const scroller = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  const { older, reading } = useOlder(id, thread)
  const pending = usePending(id, thread)
  const onJump = useJump(id, scroller, older)

  const look = useCallback(() => {
    const box = scroller.current
    if (!box) return
    setAtEnd(box.scrollTop > -AT_END)
    if (box.scrollHeight + box.scrollTop - box.clientHeight < NEAR) void older()
  }, [older])
  useEffect(look, [look, thread])
  const toEnd = () => scroller.current?.scrollTo({ top: 0 })
  useLayoutEffect(() => {
    if (pending.length > 0) scroller.current?.scrollTo({ top: 0 })
  }, [pending.length])

  if (error && !thread)
    return (
      <div className={classes.padded}>
        <ProblemNote error={error} onRetry={() => void refetch()} />
      </div>
    )
  return (
    <div className={classes.ground}>
      <div ref={scroller} className={classes.scroller} onScroll={look} tabIndex={0} role="region" aria-label={t('inbox.messages')}>
        <ol className={classes.items} aria-live="polite" aria-relevant="additions">
          {!thread && <Waiting />}
          {reading && (
            <li className={classes.more} role="status" aria-label={t('list.loadingMore')}>
              <Loader size="xs" type="dots" />
            </li>
          )}
          {thread && <Said thread={thread} id={id} mayAnswer={mayAnswer} onQuote={onQuote} onJump={onJump} />}
          {pending.map(entry => (
            <OnItsWay key={entry.key} entry={entry} />
          ))}
        </ol>
      </div>
      {!atEnd && (
        <ActionIcon className={classes.toEnd} variant="default" radius="xl" size={42} aria-label={t('inbox.toEnd')} onClick={toEnd}>
          <IconDown size={22} />
        </ActionIcon>
      )}
    </div>
  )
}

interface SaidProps extends Props {
  thread: Thread
  onJump: (id: string) => void
}

function Said({ thread, id, mayAnswer, onQuote, onJump }: SaidProps) {
  return thread.items.map((item, index) => {
    const former = thread.items[index - 1]
    const newDay = !former || dayKey(former.at) !== dayKey(item.at)
    return (
      <ItemView
        key={item.id}
        item={item}
        conversation={id}
        day={newDay ? dayOf(item.at) : undefined}
        mayAnswer={mayAnswer}
        onQuote={onQuote}
        onJump={onJump}
      />
    )
  })
}


/** Fetches the page before, one at a time. */
function useOlder(id: string, thread: Thread | undefined) {
  const queries = useQueryClient()
  const [reading, setReading] = useState(false)
  const busy = useRef(false)
  const has = thread?.older !== undefined
  const older = useCallback(async () => {
    const known = queries.getQueryData<Thread>(threadKey(id))
    if (busy.current || !has || !known?.older) return
    busy.current = true
    setReading(true)
    try {
      const merge = await readOlder(id, known)
      queries.setQueryData<Thread>(threadKey(id), now => now && merge(now))
    } catch (error) {
      refused(error)
    } finally {
      busy.current = false
      setReading(false)
    }
  }, [id, queries, has])
  return { older, reading }
}

/** What was sent here and is not among what the server told yet. */
function usePending(id: string, thread: Thread | undefined): Entry[] {
  const entries = useOutbox()
  const known = useMemo(() => new Set(thread?.items.map(item => item.id)), [thread])
  const mine = entries.filter(entry => entry.conversation === id)
  const arrived = mine.filter(({ state }) => state.kind === 'sent' && known.has(state.id)).map(entry => entry.key)
  const told = arrived.join()
  useEffect(() => {
    if (told) outbox.drop(told.split(','))
  }, [told])
  return mine.filter(entry => !arrived.includes(entry.key))
}

/** To a message that is quoted, however far back, and lights it up. */
function useJump(id: string, scroller: React.RefObject<HTMLDivElement | null>, older: () => Promise<void>) {
  const queries = useQueryClient()
  return useCallback(
    (messageId: string) => {
      const find = () => scroller.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(messageId)}"]`)
      const hasMore = () => queries.getQueryData<Thread>(threadKey(id))?.older !== undefined
      void jump(find, hasMore, older)
    },
    [id, scroller, older, queries],
  )
}

async function jump(find: () => HTMLElement | null | undefined, hasMore: () => boolean, older: () => Promise<void>) {
  for (let pages = 0; !find() && pages < MOST_PAGES_BACK && hasMore(); pages++) {
    await older()
    await new Promise(resolve => requestAnimationFrame(resolve))
  }
  const found = find()
  if (!found) return
  await bring(found)
  found.dataset.lit = 'true'
  setTimeout(() => delete found.dataset.lit, LIT)
}

/** Messages take their heights once they come into sight. Chromium holds on to what is aimed at; where nothing does, it is aimed at again until it stays. */
async function bring(found: HTMLElement) {
  for (let aim = 0, place = NaN; aim < MOST_AIMS; aim++) {
    found.scrollIntoView({ block: 'center' })
    const now = found.getBoundingClientRect().top
    if (Math.abs(now - place) < 1) return
    place = now
    await new Promise(resolve => requestAnimationFrame(resolve))
  }
}

const SHADES = [55, 40, 62, 35, 48]

function Waiting() {
  const { t } = useTranslation()
  return (
    <li role="status" aria-label={t('list.loading')}>
      {SHADES.map((width, n) => (
        <Skeleton key={width} height={44} width={`${width}%`} mb={10} ms={n % 2 ? 'auto' : 0} radius="md" />
      ))}
    </li>
  )
}
