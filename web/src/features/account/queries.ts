import { queryOptions } from '@tanstack/react-query'
import { api, ok, once, type Schemas } from '../../api/client'

export type Account = Schemas['Account']
export type AccountAnswer = Schemas['AccountAnswer']
export type PhoneNumber = Schemas['AccountNumber']
export type Check = Schemas['Check']
export type Finding = Schemas['Finding']

export const accountsKey = ['account', 'list']
export const readAccounts = (cursor?: string) => ok(api.GET('/api/accounts', { params: { query: { cursor } } }))

const of = (id: string) => ({ params: { path: { id } } })

export const accountQuery = (id: string) => queryOptions({ queryKey: ['account', 'one', id], queryFn: () => ok(api.GET('/api/accounts/{id}', of(id))) })

export const connect = (body: Schemas['ConnectRequest']) => ok(api.POST('/api/accounts', { params: { header: once() }, body }))

export const changeAccount = ({ id, ...body }: Schemas['AccountChange'] & { id: string }) => ok(api.PATCH('/api/accounts/{id}', { ...of(id), body }))

export const refreshAccount = (id: string) => ok(api.POST('/api/accounts/{id}/refresh', of(id)))

export const disconnect = (id: string) => ok(api.DELETE('/api/accounts/{id}', of(id)))

export const changeNumber = ({ wabaId, numberId, ...body }: Schemas['NumberChange'] & { wabaId: string; numberId: string }) =>
  ok(api.PATCH('/api/accounts/{id}/numbers/{numberId}', { params: { path: { id: wabaId, numberId } }, body }))

/** Asks Meta anew each time, so it is asked when somebody looks. */
export const doctorQuery = queryOptions({ queryKey: ['doctor'], queryFn: () => ok(api.GET('/api/doctor')), staleTime: 0, gcTime: 0 })
