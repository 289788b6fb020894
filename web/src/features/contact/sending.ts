import { queryOptions } from '@tanstack/react-query'
import { api, ok, once, type Schemas } from '../../api/client'

export type Template = Schemas['TemplateView']

/** Numbers that can send now. */
export const sendersQuery = queryOptions({
  queryKey: ['account', 'senders'],
  queryFn: async () => {
    const accounts = (await ok(api.GET('/api/accounts', { params: { query: { limit: 200 } } }))).items
    return accounts.flatMap(account => account.numbers).filter(number => number.active && !number.notReadyReason)
  },
  staleTime: 60_000,
})

export const templatesQuery = (account: string | undefined) =>
  queryOptions({
    queryKey: ['template', 'approved', account],
    queryFn: async () => (await ok(api.GET('/api/templates', { params: { query: { account, status: 'APPROVED', limit: 200 } } }))).items.filter(one => one.sendable),
    enabled: account !== undefined,
  })

export const sendMessage = (body: Schemas['MessageToSend']) => ok(api.POST('/api/messages/send', { params: { header: once() }, body }))

/** Values by place (`body.1`, `header.1`, `buttons.0`) as the API takes them. */
export function partsOf(values: Record<string, string>): Pick<Schemas['MessageToSendTemplate'], 'body' | 'header' | 'buttons'> {
  const parts: Record<string, Record<string, string>> = {}
  for (const [place, value] of Object.entries(values)) {
    const [part = '', name = ''] = place.split('.')
    parts[part] = { ...parts[part], [name]: value }
  }
  return parts
}
