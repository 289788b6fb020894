import { Button, Loader, Skeleton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../../ui/Empty'
import { IconInbox } from '../../../ui/icons'
import { ProblemNote } from '../../../ui/ProblemNote'
import { filtersSet } from '../filter'
import type { InboxSearch } from '../search'
import type { useConversations } from '../useConversations'
import { useInbox } from '../useInbox'
import { useNow } from '../useNow'
import { useNumbers } from '../useNumbers'
import classes from './List.module.css'
import { Row } from './Row'

/** As tall as Row is, always: so nothing needs to be measured. */
const ROW = 88
const AHEAD = 25

/** Only the rows in sight are in the page, the next ones are fetched in time. */
export function Rows({ rows, loading, error, more, onMore, onRetry }: ReturnType<typeof useConversations>) {
  const { t } = useTranslation()
  const { openId, open } = useInbox()
  const now = useNow()
  const numbers = useNumbers()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: index => rows[index]?.id ?? index,
    estimateSize: () => ROW,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const near = more && (items.at(-1)?.index ?? 0) >= rows.length - AHEAD
  useEffect(() => {
    if (near) onMore()
  }, [near, onMore, rows.length])
  const here = useMemo(() => rows.findIndex(row => row.id === openId), [rows, openId])
  useEffect(() => {
    if (here >= 0) virtual.scrollToIndex(here, { align: 'auto' })
    // only when another one is opened, not when it moves
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [openId])

  if (loading) return <Waiting />
  if (error && rows.length === 0)
    return (
      <div className={classes.padded}>
        <ProblemNote error={error} onRetry={onRetry} />
      </div>
    )
  if (rows.length === 0) return <Nothing />
  return (
    <div ref={scroller} className={classes.scroller}>
      <ul className={classes.rows} style={{ height: virtual.getTotalSize() }} aria-label={t('inbox.conversations')}>
        {items.map(item => {
          const conversation = rows[item.index]
          if (!conversation) return null
          return (
            <li
              key={item.key}
              className={classes.place}
              style={{ transform: `translateY(${item.start}px)` }}
              aria-setsize={more ? -1 : rows.length}
              aria-posinset={item.index + 1}
            >
              <Row
                conversation={conversation}
                active={conversation.id === openId}
                now={now}
                channel={numbers.several ? numbers.nameOf(conversation.phoneNumberId) : undefined}
                onOpen={open}
              />
            </li>
          )
        })}
      </ul>
      {more && (
        <div className={classes.more} role="status" aria-label={t('list.loadingMore')}>
          <Loader size="xs" type="dots" />
        </div>
      )}
      {error ? <ProblemNote error={error} onRetry={onRetry} /> : null}
    </div>
  )
}

function Nothing() {
  const { t } = useTranslation()
  const { search, set } = useInbox()
  const { loaded, numbers } = useNumbers()
  const clear: InboxSearch = { q: undefined, tag: undefined, agent: undefined, number: undefined, from: undefined, to: undefined, status: undefined, unread: undefined, unreplied: undefined, windowClosing: undefined, failed: undefined }
  if (search.q || filtersSet(search) > 0)
    return (
      <Empty
        icon={IconInbox}
        title={t('inbox.noMatch')}
        hint={t('inbox.noMatchHint')}
        action={
          <Button variant="default" onClick={() => set(clear)}>
            {t('list.clear')}
          </Button>
        }
      />
    )
  if (search.tab === 'mine')
    return (
      <Empty
        icon={IconInbox}
        title={t('inbox.noneMine')}
        hint={t('inbox.noneMineHint')}
        action={
          <Button variant="default" onClick={() => set({ tab: 'unassigned' })}>
            {t('inbox.showUnassigned')}
          </Button>
        }
      />
    )
  if (search.tab === 'unassigned') return <Empty icon={IconInbox} title={t('inbox.noneUnassigned')} hint={t('inbox.noneUnassignedHint')} />
  return <Empty icon={IconInbox} title={t('inbox.none')} hint={t(loaded && numbers.length === 0 ? 'inbox.noneNoAccount' : 'inbox.noneHint')} />
}

const SHADES = [0, 1, 2, 3, 4, 5]

function Waiting() {
  const { t } = useTranslation()
  return (
    <div className={classes.scroller} role="status" aria-label={t('list.loading')}>
      {SHADES.map(n => (
        <div key={n} className={classes.shade}>
          <Skeleton circle height={44} />
          <div>
            <Skeleton height={14} width={`${60 + ((n * 13) % 30)}%`} mb={10} />
            <Skeleton height={12} width={`${80 - ((n * 17) % 40)}%`} />
          </div>
        </div>
      ))}
    </div>
  )
}
