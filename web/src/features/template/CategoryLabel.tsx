import { useTranslation } from 'react-i18next'
import type { Template } from './queries'
import { categoryLabel, isCategory } from './categories'

/** What was asked for and what Meta made of it, where the two differ. */
export function CategoryLabel({ template: { category, requestedCategory, correctCategory } }: { template: Template }) {
  const { t } = useTranslation()
  const word = (code: string | undefined) => (isCategory(code) ? t(categoryLabel[code]) : (code ?? '–'))
  return (
    <span>
      {requestedCategory && requestedCategory !== category ? t('template.category.granted', { asked: word(requestedCategory), granted: word(category) }) : word(category)}
      {correctCategory && correctCategory !== category && ` (${t('template.category.soon', { category: word(correctCategory) })})`}
    </span>
  )
}
