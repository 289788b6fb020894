import { Alert, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { I18nKey } from '../../../lib/i18n'
import { IconAlert } from '../../../ui/icons'
import classes from './Import.module.css'
import type { ImportPreview } from './queries'

interface Props {
  preview: ImportPreview
  mapping: Record<string, string>
  onChange: (mapping: Record<string, string>) => void
}

const fields = {
  phone: 'filter.field.number',
  name: 'filter.field.name',
  country: 'filter.field.country',
  language: 'filter.field.language',
  consent: 'filter.field.consent',
  tag: 'filter.field.tag',
  attribute: 'filter.field.attribute',
  ignore: 'import.ignore',
} as const satisfies Record<string, I18nKey>

const ATTRIBUTE = 'attribute:'
const SAMPLES = 3

/** What each column of the file fills: guessed by its name, changed here. */
export function ColumnMapping({ preview, mapping, onChange }: Props) {
  const { t } = useTranslation()
  const choices = Object.entries(fields).map(([value, label]) => ({ value, label: t(label) }))
  return (
    <section aria-label={t('import.columns')}>
      <h3 className={classes.heading}>{t('import.columns')}</h3>
      {preview.problem && (
        <Alert color="yellow" variant="light" icon={<IconAlert size={20} />} mb="xs">
          <span lang="en" dir="auto">
            {preview.problem}
          </span>
        </Alert>
      )}
      <ul className={classes.columns}>
        {preview.columns.map(({ header, field: known }, index) => {
          const field = mapping[header] ?? known
          const isAttribute = field.startsWith(ATTRIBUTE)
          const set = (next: string) => onChange({ ...mapping, [header]: next })
          const samples = preview.rows.map(row => row.cells[index] ?? '').filter(Boolean)
          return (
            <li key={header} className={classes.column}>
              <span className={classes.words}>
                <bdi className={classes.header}>{header || t('import.noHeader')}</bdi>
                <bdi className={classes.samples}>{[...new Set(samples)].slice(0, SAMPLES).join(' · ') || '–'}</bdi>
              </span>
              <Select
                size="sm"
                aria-label={t('import.fieldOf', { column: header })}
                allowDeselect={false}
                disabled={!header}
                data={choices}
                value={isAttribute ? 'attribute' : field}
                onChange={next => set(next === 'attribute' ? ATTRIBUTE + header : (next ?? 'ignore'))}
              />
              {isAttribute && (
                <TextInput
                  size="sm"
                  aria-label={t('filter.attributeName')}
                  value={field.slice(ATTRIBUTE.length)}
                  maxLength={100}
                  onChange={event => set(ATTRIBUTE + event.currentTarget.value)}
                />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
