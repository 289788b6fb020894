import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { formatNumber } from '../../lib/format'
import type { I18nKey } from '../../lib/i18n'
import classes from './ColumnTable.module.css'

interface Props {
  checked: Schemas['ImportCheckChecked']
  onMap: (header: string, field: string) => void
}

const fields = {
  phone: 'wizard.import.field.phone',
  name: 'wizard.import.field.name',
  language: 'wizard.import.field.language',
  country: 'wizard.import.field.country',
  consent: 'wizard.import.field.consent',
  tag: 'wizard.import.field.tag',
  ignore: 'wizard.import.field.ignore',
} as const satisfies Record<string, I18nKey>

/** The file as a spreadsheet shows it; above each column, what it becomes. */
export function ColumnTable({ checked: { columns, rows }, onMap }: Props) {
  const { t } = useTranslation()
  const choices = (header: string) => [
    ...Object.entries(fields).map(([value, label]) => ({ value, label: t(label) })),
    { value: `attribute:${header}`, label: t('wizard.import.field.attribute', { name: header }) },
  ]
  return (
    <div className={classes.scroller} tabIndex={0} role="region" aria-label={t('wizard.import.firstRows')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('wizard.import.row')}</th>
            {columns.map(({ header, field }) => (
              <th key={header} scope="col">
                <bdi>{header}</bdi>
                <NativeSelect
                  size="xs"
                  aria-label={t('wizard.import.becomes', { column: header })}
                  data={choices(header)}
                  value={field}
                  disabled={!header}
                  onChange={event => onMap(header, event.currentTarget.value)}
                />
              </th>
            ))}
            <th scope="col">{t('wizard.import.remark')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, cells, reason, detail }) => (
            <tr key={row} data-refused={reason ? true : undefined}>
              <td>{formatNumber(row)}</td>
              {columns.map(({ header }, index) => (
                <td key={header}>
                  <bdi>{cells[index]}</bdi>
                </td>
              ))}
              <td lang="en" dir="auto" className={classes.remark}>
                {detail}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
