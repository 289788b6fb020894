import { queryOptions } from '@tanstack/react-query'
import { api, ok, once, type Schemas } from '../../api/client'
import { sessions } from '../../api/session'
import type { Role } from './roles'

export const sessionsQuery = queryOptions({
  queryKey: ['user', 'sessions'],
  queryFn: async () => (await ok(api.GET('/api/auth/sessions'))).items,
})

export const endSession = (id: string) => ok(api.DELETE('/api/auth/sessions/{id}', { params: { path: { id } } }))

export const changePassword = (body: Schemas['AuthNewPassword']) => ok(api.POST('/api/auth/password', { body }))

export async function signIn(body: Schemas['AuthCredentials']) {
  sessions.start(await ok(api.POST('/api/auth/login', { body })))
}

export async function setUp(body: Schemas['LinkSetUp']) {
  sessions.start(await ok(api.POST('/api/auth/setup', { body })))
}

export async function acceptInvitation(body: Schemas['LinkAcceptance']) {
  sessions.start(await ok(api.POST('/api/auth/invitations/accept', { body })))
}

export const resetPassword = (body: Schemas['LinkReset']) => ok(api.POST('/api/auth/reset', { body }))

/** Signed out here even when the server cannot be told. */
export async function signOut() {
  try {
    await ok(api.POST('/api/auth/logout'))
  } finally {
    sessions.end()
  }
}

export const organizationQuery = queryOptions({
  queryKey: ['settings', 'organization'],
  queryFn: () => ok(api.GET('/api/organizations/current')),
})

export const renameOrganization = (body: Schemas['OrganizationChange']) => ok(api.PATCH('/api/organizations/current', { body }))

export interface UserFilter {
  role?: Role
  active?: boolean
}

export const usersKey = (filter: UserFilter) => ['user', 'list', filter]
export const readUsers = (filter: UserFilter) => (cursor?: string) =>
  ok(api.GET('/api/users', { params: { query: { ...filter, cursor } } }))

export const changeUser = ({ id, ...body }: Schemas['UserChange'] & { id: string }) =>
  ok(api.PATCH('/api/users/{id}', { params: { path: { id } }, body }))

export const makeResetLink = (id: string) =>
  ok(api.POST('/api/users/{id}/reset-link', { params: { path: { id }, header: once() } }))

export const invitationsKey = ['user', 'invitations']
export const readInvitations = (cursor?: string) => ok(api.GET('/api/users/invitations', { params: { query: { cursor } } }))

export const invite = (body: Schemas['InvitationNew']) =>
  ok(api.POST('/api/users/invitations', { params: { header: once() }, body }))

export const takeBack = (id: string) => ok(api.DELETE('/api/users/invitations/{id}', { params: { path: { id } } }))

export const apiKeysKey = ['api-key', 'list']
export const readApiKeys = (cursor?: string) => ok(api.GET('/api/api-keys', { params: { query: { cursor } } }))

export const makeApiKey = (body: Schemas['ApiKeyNew']) => ok(api.POST('/api/api-keys', { params: { header: once() }, body }))

export const revokeApiKey = (id: string) => ok(api.DELETE('/api/api-keys/{id}', { params: { path: { id } } }))
