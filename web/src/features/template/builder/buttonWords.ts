import type { I18nKey } from '../../../lib/i18n'
import type { ButtonType } from './draft'

export const buttonLabel = {
  QUICK_REPLY: 'builder.button.reply',
  URL: 'builder.button.url',
  PHONE_NUMBER: 'builder.button.phone',
  COPY_CODE: 'builder.button.copy',
  FLOW: 'builder.button.flow',
  CATALOG: 'builder.button.catalog',
  MPM: 'builder.button.products',
  SPM: 'builder.button.product',
  VOICE_CALL: 'builder.button.call',
} as const satisfies Record<ButtonType, I18nKey>

export const isButtonType = (type: string): type is ButtonType => type in buttonLabel
