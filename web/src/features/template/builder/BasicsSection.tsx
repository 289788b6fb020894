import { Radio, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { languageName, templateLanguages } from '../../../lib/languages'
import { Card } from '../../../ui/Card'
import { categories, categoryHint, categoryLabel } from '../categories'
import { accountsQuery, type Category } from '../queries'
import type { SectionProps } from './Builder'
import classes from './Builder.module.css'
import { RemarkList } from './parts'

/** Which template it is. Of one that exists only the category may change, and not of an approved one. */
export function BasicsSection({ draft, set, remarks, mode, fixedCategory }: SectionProps & { mode: 'new' | 'copy' | 'edit'; fixedCategory: boolean }) {
  const { t } = useTranslation()
  const accounts = useQuery(accountsQuery).data ?? []
  const isNew = mode === 'new'
  return (
    <Card title={t('builder.basics')}>
      <div className={classes.section}>
        <div className={classes.row}>
          <TextInput
            label={t('field.name')}
            description={t(isNew ? 'builder.nameHint' : 'builder.fixed')}
            value={draft.name}
            disabled={!isNew}
            autoComplete="off"
            spellCheck={false}
            error={remarks.name?.[0]}
            data-autofocus={isNew || undefined}
            onChange={event => set({ name: event.currentTarget.value.toLowerCase().replace(/[\s-]+/g, '_') })}
          />
          <Select
            label={t('template.field.language')}
            description={t(mode === 'edit' ? 'builder.fixed' : 'builder.languageHint')}
            searchable
            allowDeselect={false}
            disabled={mode === 'edit'}
            comboboxProps={{ keepMounted: false }}
            nothingFoundMessage={t('list.noMatch')}
            data={templateLanguages.map(value => ({ value, label: `${languageName(value)} (${value})` }))}
            value={draft.language}
            onChange={language => language && set({ language })}
          />
          {accounts.length > 1 && (
            <Select
              label={t('template.field.account')}
              description={t('builder.accountHint')}
              allowDeselect={false}
              disabled={!isNew}
              data={accounts.map(({ wabaId, label, name }) => ({ value: wabaId, label: label ?? name ?? wabaId }))}
              value={draft.account}
              onChange={account => account && set({ account })}
            />
          )}
        </div>
        <Radio.Group
          label={t('template.field.category')}
          description={fixedCategory ? t('builder.categoryFixed') : mode === 'copy' ? t('builder.fixed') : undefined}
          value={draft.category}
          onChange={category => set({ category: category as Category })}
        >
          <div className={classes.row} style={{ marginTop: 8 }}>
            {categories.map(value => (
              <Radio key={value} value={value} label={t(categoryLabel[value])} description={t(categoryHint[value])} disabled={mode === 'copy' || fixedCategory} />
            ))}
          </div>
        </Radio.Group>
        <RemarkList remarks={[...(remarks.category ?? []), ...(remarks.language ?? []), ...(remarks.account ?? [])]} />
      </div>
    </Card>
  )
}
