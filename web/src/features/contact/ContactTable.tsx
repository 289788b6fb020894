import { Loader } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../ui/ProblemNote'
import type { ContactColumn } from './columns'
import { ContactRow } from './ContactRow'
import type { Selecting } from './selection'
import classes from './Table.module.css'
import type { ContactList } from './useContacts'

interface Props {
  list: ContactList
  total?: number
  columns: ContactColumn[]
  selecting?: Selecting
  sort?: 'name'
  onSort: (sort: 'name' | undefined) => void
  onOpen: (id: string) => void
  mayTag: boolean
}

const ROW = 53
const CARD = 116
/** Rows before the end at which the next page is asked for: a fast wheel makes some thirty a frame. */
const AHEAD = 120

/** People by the hundred thousand: rows are plain elements of one height, and only those in sight are in the page. */
export function ContactTable({ list, total, columns, selecting, sort, onSort, onOpen, mayTag }: Props) {
  const { t } = useTranslation()
  const { rows, more, onMore, error, onRetry } = list
  const scroller = useRef<HTMLDivElement>(null)
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const height = isPhone ? CARD : ROW
  const [tagging, setTagging] = useState<string>()
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => height, overscan: 14 })
  useEffect(() => virtual.measure(), [virtual, height])
  const items = virtual.getVirtualItems()
  const near = more && (items.at(-1)?.index ?? 0) >= rows.length - AHEAD
  useEffect(() => {
    if (near) onMore()
  }, [near, onMore, rows.length])
  const open = useCallback(
    (event: MouseEvent<HTMLElement>) => {
      const link = (event.target as HTMLElement).closest<HTMLAnchorElement>('a[data-contact]')
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
      event.preventDefault()
      onOpen(link.dataset.contact as string)
    },
    [onOpen],
  )
  const endTagging = useCallback(() => setTagging(undefined), [])
  const tracks = ['minmax(0, 2fr)', 'minmax(0, 1.4fr)', ...columns.map(column => column.width)]
  const style = { '--tracks': [...(selecting ? ['28px'] : []), ...tracks].join(' ') } as React.CSSProperties
  return (
    // the links inside take the keyboard: one listener opens thousands of them
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions
    <div ref={scroller} className={classes.scroller} onClick={open} tabIndex={0} role="region" aria-label={t('screen.contacts')}>
      <div role="table" aria-label={t('screen.contacts')} aria-rowcount={total === undefined ? -1 : total + 1} style={style}>
        <div role="rowgroup" className={classes.head}>
          <div role="row" aria-rowindex={1} className={classes.row}>
            {selecting && (
              <span role="columnheader">
                <input type="checkbox" className={classes.box} aria-label={t('contact.selectShown')} checked={!selecting.none} onChange={selecting.toggleShown} />
              </span>
            )}
            <span role="columnheader" aria-sort={sort ? 'ascending' : 'none'}>
              <button type="button" className={classes.sorter} onClick={() => onSort(sort ? undefined : 'name')}>
                {t('field.name')} <span aria-hidden>{sort ? '▲' : ''}</span>
              </button>
            </span>
            <span role="columnheader">{t('filter.field.tag')}</span>
            {columns.map(column => (
              <span key={column.key} role="columnheader" className={classes.heading}>
                {column.header}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(item => {
            const contact = rows[item.index]
            return (
              contact && (
                <ContactRow
                  key={contact.id}
                  contact={contact}
                  index={item.index}
                  top={item.start}
                  height={height}
                  columns={columns}
                  selected={selecting?.has(contact.id) ?? false}
                  onSelect={selecting?.toggle}
                  tagging={tagging === contact.id}
                  onTag={mayTag ? setTagging : undefined}
                  onTagged={endTagging}
                />
              )
            )
          })}
        </div>
      </div>
      {more && (
        <div className={classes.more} role="status" aria-label={t('list.loadingMore')}>
          <Loader size="xs" type="dots" />
        </div>
      )}
      {error ? <ProblemNote error={error} onRetry={onRetry} /> : null}
    </div>
  )
}
