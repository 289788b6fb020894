import { Loader, Skeleton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type Key, memo, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from './ProblemNote'
import classes from './DataList.module.css'

export interface Column<Row> {
  key: string
  header: string
  /** A track of CSS grid, such as `2fr` or `120px`. */
  width: string
  cell: (row: Row) => ReactNode
  align?: 'end'
  /** Needs no heading of its own on a phone. */
  bare?: boolean
  /** On a phone it stands in the corner. */
  corner?: boolean
  /** Its cell opens the row; left out everywhere: the first one's. */
  opens?: boolean
}

interface Props<Row> {
  label: string
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => Key
  onOpen?: (row: Row) => void
  /** How the whole row is told to a screen reader that opens it. */
  openLabel?: (row: Row) => string
  loading: boolean
  error: unknown
  onRetry: () => void
  more: boolean
  onMore: () => void
  empty: ReactNode
}

const ROW = 53
/** What a table shows where there is nothing; a card leaves it out. */
const NOTHING = '–'

/** A table of any length: only the rows in sight are in the page, the next ones are fetched in time. On a phone each row is a card. */
export function DataList<Row>(props: Props<Row>) {
  const { label, columns, rows, rowKey, onOpen, openLabel, loading, error, onRetry, more, onMore, empty } = props
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: index => rowKey(rows[index] as Row),
    estimateSize: () => ROW,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const near = more && last >= rows.length - 25
  useEffect(() => {
    if (near) onMore()
  }, [near, onMore, rows.length])

  if (loading) return <Waiting />
  if (error && rows.length === 0)
    return (
      <div className={classes.padded}>
        <ProblemNote error={error} onRetry={onRetry} />
      </div>
    )
  if (rows.length === 0) return empty

  const tracks = { '--tracks': columns.map(column => column.width).join(' ') } as React.CSSProperties
  return (
    <div ref={scroller} className={classes.scroller} tabIndex={0} role="region" aria-label={label}>
      <div role="table" aria-label={label} aria-rowcount={more ? -1 : rows.length + 1} style={tracks}>
        <div role="rowgroup" className={classes.head}>
          <div role="row" aria-rowindex={1} className={classes.row}>
            {columns.map(column => (
              <span key={column.key} role="columnheader" className={classes.heading} data-align={column.align}>
                {column.header}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(item => (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className={classes.place}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Cells columns={columns} row={rows[item.index] as Row} index={item.index} onOpen={onOpen} openLabel={openLabel} />
            </div>
          ))}
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

interface CellsProps<Row> extends Pick<Props<Row>, 'columns' | 'onOpen' | 'openLabel'> {
  row: Row
  index: number
}

const Cells = memo(function Cells<Row>({ columns, row, index, onOpen, openLabel }: CellsProps<Row>) {
  const opener = Math.max(
    0,
    columns.findIndex(column => column.opens),
  )
  return (
    <div role="row" aria-rowindex={index + 2} className={classes.row} data-open={onOpen ? true : undefined}>
      {columns.map((column, n) => {
        const content = column.cell(row)
        return (
          <span
            key={column.key}
            role="cell"
            className={classes.cell}
            data-align={column.align}
            data-label={column.bare ? undefined : column.header}
            data-corner={column.corner}
            data-nothing={content === NOTHING || undefined}
          >
            {n === opener && onOpen ? (
              <button type="button" className={classes.opener} aria-label={openLabel?.(row)} onClick={() => onOpen(row)}>
                {content}
              </button>
            ) : (
              content
            )}
          </span>
        )
      })}
    </div>
  )
}) as <Row>(props: CellsProps<Row>) => ReactNode

const SHADES = [0, 1, 2, 3, 4, 5]

function Waiting() {
  const { t } = useTranslation()
  return (
    <div className={classes.padded} role="status" aria-label={t('list.loading')}>
      {SHADES.map(n => (
        <Skeleton key={n} height={18} mb={18} radius="sm" width={`${95 - ((n * 17) % 40)}%`} />
      ))}
    </div>
  )
}
