import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../../lib/format'
import { IconAlert, IconCheck } from '../../../ui/icons'
import { reasonLabel } from '../words'
import classes from './Import.module.css'
import type { ImportPreview } from './queries'

/** The first rows of the file, and what stands against any of them. */
export function CheckedRows({ preview: { columns, rows, problem } }: { preview: ImportPreview }) {
  const { t } = useTranslation()
  const good = rows.filter(row => !row.reason).length
  if (rows.length === 0) return <p className={classes.samples}>{t('import.noRows')}</p>
  return (
    <section aria-label={t('import.firstRows')}>
      <h3 className={classes.heading}>
        {t('import.firstRows')}
        {!problem && (
          <span className={classes.verdict} role="status">
            {t('import.good', { good: formatNumber(good), of: formatNumber(rows.length) })}
          </span>
        )}
      </h3>
      {/* what scrolls is reached by the keyboard */}
      <div className={classes.rows} tabIndex={0} role="region" aria-label={t('import.firstRows')}>
        <Table stickyHeader withRowBorders fz="sm" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('import.row')}</Table.Th>
              <Table.Th>{t('import.check')}</Table.Th>
              {columns.map(({ header }) => (
                <Table.Th key={header}>
                  <bdi>{header}</bdi>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ row, cells, reason, detail }) => {
              const label = reason && reasonLabel(reason)
              return (
                <Table.Tr key={row} className={reason ? classes.bad : undefined}>
                  <Table.Td>{row}</Table.Td>
                  <Table.Td className={classes.check}>
                    {reason ? (
                      <span title={detail}>
                        <IconAlert size={16} aria-hidden /> {label ? t(label) : reason}
                      </span>
                    ) : (
                      !problem && <IconCheck size={16} aria-label={t('import.fine')} />
                    )}
                  </Table.Td>
                  {columns.map(({ header }, index) => (
                    <Table.Td key={header}>
                      <bdi>{cells[index]}</bdi>
                    </Table.Td>
                  ))}
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  )
}
