import { TagsInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../api/me'
import { refused } from '../../../ui/toasts'
import { putConversation } from '../follow'
import { type Conversation, conversationQuery, tag, untag } from '../queries'
import classes from './Person.module.css'

const LONGEST = 60

/** Of the conversation; colleagues see them in the list. */
export function Tags({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const may = useMay()
  const queries = useQueryClient()
  const { id, tags } = conversation
  const change = useMutation({
    mutationFn: async (next: string[]) => {
      await Promise.all([...next.filter(name => !tags.includes(name)).map(name => tag(id, name)), ...tags.filter(name => !next.includes(name)).map(name => untag(id, name))])
    },
    onMutate: next => putConversation(queries, { ...conversation, tags: next }),
    onError: error => {
      refused(error)
      void queries.invalidateQueries({ queryKey: conversationQuery(id).queryKey })
    },
  })
  const changed = (next: string[]) => change.mutate([...new Set(next.map(name => name.trim().slice(0, LONGEST)).filter(Boolean))])
  return (
    <section className={classes.section}>
      <TagsInput
        label={t('inbox.tags')}
        placeholder={tags.length === 0 ? t('inbox.addTag') : undefined}
        value={tags}
        readOnly={!may('MANAGE_CONVERSATIONS')}
        onChange={changed}
        comboboxProps={{ withinPortal: false }}
      />
    </section>
  )
}
