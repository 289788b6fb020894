import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import type { I18nKey } from '../../lib/i18n'

const actorWords = {
  USER: 'audit.actor.user',
  API_KEY: 'audit.actor.apiKey',
  SYSTEM: 'audit.actor.system',
  NOBODY: 'audit.actor.nobody',
} satisfies Record<Schemas['ActorKind'], I18nKey>

export function Actor({ actor }: { actor: Schemas['AuditTrailWho'] }) {
  const { t } = useTranslation()
  return <bdi>{actor.name ?? t(actorWords[actor.kind])}</bdi>
}
