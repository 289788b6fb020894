import type { TFunction } from 'i18next'

/** The server's rules for what people type, checked before it is asked. */
export const rules = (t: TFunction) => ({
  required: (value: string) => (value.trim() ? null : t('rule.required')),
  name: (value: string) => (!value.trim() ? t('rule.required') : value.length > 200 ? t('rule.longest', { n: 200 }) : null),
  email: (value: string) =>
    !value.trim() ? t('rule.required') : /^[^\s@]+@[^\s@]+$/.test(value.trim()) ? null : t('rule.email'),
  newPassword: (value: string) => (value.length < 10 ? t('rule.password') : value.length > 1000 ? t('rule.longest', { n: 1000 }) : null),
})
