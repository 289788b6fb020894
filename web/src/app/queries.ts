import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from '../api/problem'

const MOST_TRIES = 2

/** A refusal is final; an answer that did not come, or a server that is busy, is asked again. */
const again = (tries: number, error: unknown) =>
  tries < MOST_TRIES && !(error instanceof ApiProblem && error.body.status < 500 && error.body.status !== 429)

/** The WebSocket tells what is old, so nothing is read again merely because time passed. */
export const queries = new QueryClient({
  defaultOptions: { queries: { retry: again, staleTime: 60_000, throwOnError: false }, mutations: { retry: false } },
})
