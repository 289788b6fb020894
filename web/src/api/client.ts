import createClient from 'openapi-fetch'
import type { components, paths } from './schema'
import { ApiProblem, type ProblemBody, Unreachable } from './problem'
import { sessions, type Sessions } from './session'

export type Schemas = components['schemas']

/** Sends with the access token. A 401 gets a new token and the request goes out once more; nobody else notices. */
export function signedFetch(session: Sessions): (request: Request) => Promise<Response> {
  return async request => {
    const token = await session.token()
    const again = request.clone()
    const response = await send(request, token)
    if (response.status !== 401 || !token) return response
    const renewed = await session.refresh()
    if (renewed.kind !== 'signedIn') return response
    return send(again, renewed.token)
  }
}

async function send(request: Request, token: string | undefined): Promise<Response> {
  if (token) request.headers.set('Authorization', `Bearer ${token}`)
  try {
    return await fetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    throw new Unreachable()
  }
}

/** The one way to the server's API. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: signedFetch(sessions) })

/** The data of an answer; a refusal is thrown as [ApiProblem]. */
export async function ok<T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<NonNullable<T>> {
  const { data, error, response } = await answer
  if (response.ok) return data as NonNullable<T>
  if (error && typeof error === 'object' && 'type' in error) throw new ApiProblem(error as ProblemBody)
  throw new ApiProblem({
    type: response.status === 413 ? '/problems/too-large' : '/problems/internal',
    title: response.statusText,
    status: response.status,
    detail: `${response.status} ${response.statusText}`,
    instance: new URL(response.url).pathname,
  })
}

/** For requests that create or send: the same again takes effect once. */
export const once = () => ({ 'Idempotency-Key': crypto.randomUUID() })
