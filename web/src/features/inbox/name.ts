import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'

/** What a person is called: the name, else the number or user id, else that it is unknown. */
export function useNameOf() {
  const { t } = useTranslation()
  return ({ name, recipient }: Pick<Schemas['ConversationContact'], 'name' | 'recipient'>) => name || recipient || t('inbox.nameless')
}
