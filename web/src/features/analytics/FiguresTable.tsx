import { Table } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import classes from './Analytics.module.css'

export interface TableOf {
  columns: { header: string; end?: boolean }[]
  rows: { key: string; cells: ReactNode[] }[]
}

const SHOWN = 12

/** Figures as a table; its first column names the row. */
export function FiguresTable({ label, columns, rows }: TableOf & { label: string }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const shown = all ? rows : rows.slice(0, SHOWN)
  return (
    <>
      {/* what scrolls is reached by the keyboard */}
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={label}>
        <Table fz="sm" verticalSpacing={8}>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ header, end }) => (
                <Table.Th key={header} className={end ? classes.end : undefined}>
                  {header}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ key, cells }) => (
              <Table.Tr key={key}>
                {cells.map((cell, n) =>
                  n === 0 ? (
                    <Table.Th key={columns[0]?.header} scope="row" fw={500}>
                      {cell}
                    </Table.Th>
                  ) : (
                    <Table.Td key={columns[n]?.header} className={columns[n]?.end ? classes.end : undefined}>
                      {cell}
                    </Table.Td>
                  ),
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {rows.length > SHOWN && (
        <Button size="xs" variant="subtle" mt="xs" onClick={() => setAll(!all)}>
          {all ? t('analytics.fewer') : t('analytics.allRows', { n: formatNumber(rows.length) })}
        </Button>
      )}
    </>
  )
}
