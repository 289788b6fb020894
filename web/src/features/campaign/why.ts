import type { Schemas } from '../../api/client'
import { type Told, useReason } from '../../lib/reasons'

export type CampaignReason = Schemas['CampaignReason']

/** Why a campaign is in its state: by Meta's code, else by its kind; the server's words where those name somebody or something. */
export function useWhy(reason: CampaignReason): Told {
  const { kind, code, detail, wayOut } = reason
  // the server's words on a code end with the way out already
  const said = { words: detail, wayOut: wayOut && detail.endsWith(wayOut) ? undefined : wayOut }
  const byKind = useReason(kind, said)
  const byCode = useReason(code, said)
  if (code === undefined) return byKind
  // only the circuit breaker has words of its own beside a code
  return byCode.foreign || byKind.foreign ? byCode : { words: `${byKind.words} ${byCode.words}`, wayOut: byCode.wayOut }
}

/** For where there is room for one line. */
export const firstSentence = (words: string) => words.split(/[.।](?:\s|$)/)[0]
