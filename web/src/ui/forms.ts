import type { UseFormReturnType } from '@mantine/form'
import { ApiProblem } from '../api/problem'

/** Puts the server's remarks at their fields. True when every remark found one. */
export function remark<T extends Record<string, unknown>>(form: UseFormReturnType<T>, error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false
  const fields = Object.entries(error.fields)
  const known = fields.filter(([field]) => field in form.getValues())
  form.setErrors(Object.fromEntries(known))
  return fields.length > 0 && known.length === fields.length
}
