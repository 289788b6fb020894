import type { I18nKey } from '../../lib/i18n'

const fields: Record<string, I18nKey> = {
  status: 'template.field.status',
  category: 'template.field.category',
  correctCategory: 'template.field.correctCategory',
  parameterFormat: 'template.field.format',
  quality: 'template.field.quality',
  rejectedReason: 'template.field.reason',
  components: 'template.field.components',
  id: 'template.field.id',
}

/** What a reading from Meta found changed. */
export const fieldLabel = (field: string): I18nKey | undefined => fields[field]

const deeds: Record<string, I18nKey> = {
  'template.created': 'template.deed.created',
  'template.changed': 'template.deed.changed',
  'template.reviewed': 'template.deed.reviewed',
  'template.deleted': 'template.deed.deleted',
}

export const deedLabel = (action: string): I18nKey | undefined => deeds[action]
