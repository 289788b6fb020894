import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, ok, type Schemas } from '../../api/client'
import { useMay } from '../../api/me'
import type { I18nKey } from '../../lib/i18n'
import { screens } from '../screens'
import { settingsPages } from '../settingsPages'

export interface Entry {
  key: string
  label: string
  description?: string
  go: () => void
}

export interface Group {
  title: I18nKey
  entries: Entry[]
}

export const FEWEST = 3

export const foundQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) => ok(api.GET('/api/search', { params: { query: { q } }, signal })),
    enabled: q.length >= FEWEST,
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  })

const has = (q: string) => (entry: Entry) => entry.label.toLowerCase().includes(q.toLowerCase())

/** The places that one may go to and whose names have what was typed. */
export function usePlaces(q: string): Group {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = useMay()
  const places = [...screens, ...settingsPages].filter(({ needs }) => may(needs))
  return {
    title: 'palette.goTo',
    entries: places.map(({ to, label }) => ({ key: to, label: t(label), go: () => void navigate({ to }) })).filter(has(q)),
  }
}

/** What the server found, as places to go to. */
export function useFound(found: Schemas['SearchFound'] | undefined): Group[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  if (!found) return []
  return [
    {
      title: 'screen.contacts',
      entries: found.people.map(({ id, name, phone, bsuid }) => ({
        key: id,
        label: name ?? phone ?? bsuid ?? id,
        description: name && (phone ?? bsuid),
        go: () => void navigate({ to: '/contacts/$contactId', params: { contactId: id } }),
      })),
    },
    {
      title: 'screen.campaigns',
      entries: found.campaigns.map(({ id, name, template }) => ({
        key: id,
        label: name,
        description: template,
        go: () => void navigate({ to: '/campaigns/$campaignId', params: { campaignId: id } }),
      })),
    },
    {
      title: 'screen.templates',
      entries: found.templates.map(({ account, name, language, body }) => ({
        key: `${account} ${name} ${language}`,
        label: `${name} · ${language}`,
        description: body,
        go: () => void navigate({ to: '/templates/$account/$name/$language', params: { account, name, language } }),
      })),
    },
    {
      title: 'palette.messages',
      entries: found.messages.map(({ id, conversationId, contactName, snippet }) => ({
        key: id,
        label: contactName ?? t('palette.nameless'),
        description: snippet,
        go: () => void navigate({ to: '/inbox/$conversationId', params: { conversationId } }),
      })),
    },
  ]
}
