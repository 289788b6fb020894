import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/problem'
import { keepAnswer } from '../../lib/keepAnswer'
import { refused } from '../../ui/toasts'
import { undoable } from '../../ui/undo'
import { changeContact, contactQuery } from './queries'
import { useShowContact } from './useContacts'

interface TagEdit {
  id: string
  version: number
  add: string[]
  remove: string[]
  isUndo?: boolean
}

/** Tags add up, whoever gave the others meanwhile: a conflict is no reason to ask. */
async function save({ id, version, add, remove }: TagEdit) {
  const change = { addTags: add, removeTags: remove }
  try {
    return await changeContact({ id, change: { ...change, version } })
  } catch (error) {
    const now = error instanceof ApiProblem ? (error.body as { version?: unknown }).version : undefined
    if (typeof now !== 'number') throw error
    return changeContact({ id, change: { ...change, version: now } })
  }
}

const merged = (tags: string[], add: string[], remove: string[]) => [...new Set([...tags.filter(tag => !remove.includes(tag)), ...add])].toSorted()

/** Changes tags at once on the screen, then on the server; what fails goes back, what worked can be taken back. */
export function useTagEdit() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const show = useShowContact()
  const editing = useMutation({
    mutationFn: save,
    onMutate: ({ id, add, remove }) => show(id, contact => ({ ...contact, tags: merged(contact.tags, add, remove) })),
    onError: (error, { id, add, remove }) => {
      show(id, contact => ({ ...contact, tags: merged(contact.tags, remove, add) }))
      refused(error)
    },
    // not at the single call: the editor is closed by then, and with it what was given there
    onSuccess: (contact, { isUndo, ...edit }) => {
      show(contact.id, one => ({ ...one, tags: contact.tags, version: contact.version }))
      keepAnswer(queries, contactQuery(contact.id).queryKey, contact)
      if (isUndo) return
      const back = { ...edit, version: contact.version, add: edit.remove, remove: edit.add, isUndo: true }
      undoable(t('contact.tagsSaved'), () => editing.mutate(back))
    },
  })
  return (edit: TagEdit) => {
    if (edit.add.length + edit.remove.length > 0) editing.mutate(edit)
  }
}
