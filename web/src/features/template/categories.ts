import type { I18nKey } from '../../lib/i18n'
import type { Schemas } from '../../api/client'

type Category = Schemas['Category']

export const categoryLabel = {
  MARKETING: 'template.category.marketing',
  UTILITY: 'template.category.utility',
  AUTHENTICATION: 'template.category.authentication',
} as const satisfies Record<Category, I18nKey>

export const categoryHint = {
  MARKETING: 'template.category.marketingHint',
  UTILITY: 'template.category.utilityHint',
  AUTHENTICATION: 'template.category.authenticationHint',
} as const satisfies Record<Category, I18nKey>

export const categories = Object.keys(categoryLabel) as Category[]

export const isCategory = (word: string | undefined): word is Category => word !== undefined && word in categoryLabel
