import type { components } from './schema'
import type { I18nKey } from '../lib/i18n'

export type ProblemBody = components['schemas']['Problem']
export type ProblemType = ProblemBody['type']

/** What the server refused, in its own form. */
export class ApiProblem extends Error {
  readonly body: ProblemBody

  constructor(body: ProblemBody) {
    super(body.detail)
    this.body = body
  }

  get type(): ProblemType {
    return this.body.type
  }

  /** Messages by the name of the field. */
  get fields(): Record<string, string> {
    return Object.fromEntries((this.body.errors ?? []).map(error => [error.field, error.message]))
  }
}

/** No answer came: the server or the way to it is away. */
export class Unreachable extends Error {}

/** A new problem of the server stops the build here. */
export const problemText = {
  '/problems/invalid-request': 'problem.invalidRequest',
  '/problems/unauthenticated': 'problem.unauthenticated',
  '/problems/login-failed': 'problem.loginFailed',
  '/problems/refresh-failed': 'problem.unauthenticated',
  '/problems/forbidden': 'problem.forbidden',
  '/problems/not-found': 'problem.notFound',
  '/problems/method-not-allowed': 'problem.internal',
  '/problems/not-acceptable': 'problem.internal',
  '/problems/account-in-use': 'problem.accountInUse',
  '/problems/conflict': 'problem.conflict',
  '/problems/last-owner': 'problem.lastOwner',
  '/problems/request-running': 'problem.requestRunning',
  '/problems/opted-out': 'problem.optedOut',
  '/problems/window-closed': 'problem.windowClosed',
  '/problems/campaign-state': 'problem.campaignState',
  '/problems/campaign-changed': 'problem.conflict',
  '/problems/template-not-approved': 'problem.templateNotSendable',
  '/problems/template-not-sendable': 'problem.templateNotSendable',
  '/problems/sender-not-ready': 'problem.senderNotReady',
  '/problems/audience-empty': 'problem.audienceEmpty',
  '/problems/link-over': 'problem.linkOver',
  '/problems/too-large': 'problem.tooLarge',
  '/problems/unsupported-media-type': 'problem.unsupportedMediaType',
  '/problems/template-unknown': 'problem.notFound',
  '/problems/sender-unknown': 'problem.notFound',
  '/problems/variables-mismatch': 'problem.variablesMismatch',
  '/problems/idempotency-mismatch': 'problem.internal',
  '/problems/meta-refused': 'problem.metaRefused',
  '/problems/too-many-requests': 'problem.tooManyRequests',
  '/problems/internal': 'problem.internal',
  '/problems/meta-unreachable': 'problem.metaUnreachable',
  '/problems/simulator-failed': 'problem.simulatorFailed',
  '/problems/database-unavailable': 'problem.databaseUnavailable',
} satisfies Record<ProblemType, I18nKey>

/** The words for whatever was thrown. */
export function textOf(error: unknown): I18nKey {
  if (error instanceof Unreachable) return 'problem.unreachable'
  // a server that is newer than this page may know more problems
  if (error instanceof ApiProblem) return problemText[error.type] ?? 'problem.internal'
  return 'problem.internal'
}
