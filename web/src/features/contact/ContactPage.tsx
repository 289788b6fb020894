import { Anchor, Button, Menu, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { ApiProblem } from '../../api/problem'
import { IconDots } from '../../ui/icons'
import { Page } from '../../ui/Page'
import { ProblemNote } from '../../ui/ProblemNote'
import { ConsentCard } from './ConsentCard'
import { ContactDialog } from './ContactDialog'
import classes from './Contact.module.css'
import { DeleteDialog } from './DeleteDialog'
import { FactsCard } from './FactsCard'
import { IconMerge, IconPencil, IconTrash } from './icons'
import { MergeWith } from './MergeWith'
import { nameOf } from './name'
import { type ContactDetail, contactQuery } from './queries'
import { Timeline } from './Timeline'
import { WriteButton } from './WriteButton'

/** A problem that names where a merged contact went. */
const nowAt = (error: unknown) => (error instanceof ApiProblem ? (error.body as { contactId?: string }).contactId : undefined)

export function ContactPage() {
  const { t } = useTranslation()
  const { contactId } = useParams({ from: '/inside/contacts/$contactId' })
  const { data, error, refetch } = useQuery({ ...contactQuery(contactId), retry: (tries, problem) => tries < 2 && !(problem instanceof ApiProblem) })
  const moved = nowAt(error)
  return (
    <div className={classes.wide}>
      <Anchor component={Link} to="/contacts" size="sm">
        {t('contact.back')}
      </Anchor>
      {data ? (
        <Person contact={data} />
      ) : error ? (
        <>
          <ProblemNote error={error} onRetry={error instanceof ApiProblem ? undefined : () => void refetch()} />
          {moved && (
            <Anchor component={Link} to={`/contacts/${moved}`}>
              {t('contact.moved')}
            </Anchor>
          )}
        </>
      ) : (
        <Skeleton height={260} mt="md" />
      )}
    </div>
  )
}

type Asking = 'nothing' | 'edit' | 'merge' | 'delete'

function Person({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<Asking>('nothing')
  const close = () => setAsking('nothing')
  return (
    <Page
      title={nameOf(contact)}
      actions={
        <>
          {may('SEND_MESSAGES') && <WriteButton contact={contact} />}
          {may('EDIT_CONTACTS') && (
            <Button variant="default" leftSection={<IconPencil size={18} />} onClick={() => setAsking('edit')}>
              {t('contact.edit')}
            </Button>
          )}
          {may('MANAGE_CONTACTS') && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="default" px="xs" aria-label={t('list.actions')}>
                  <IconDots size={18} />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconMerge size={18} />} onClick={() => setAsking('merge')}>
                  {t('merge.with')}
                </Menu.Item>
                <Menu.Item color="red" leftSection={<IconTrash size={18} />} onClick={() => setAsking('delete')}>
                  {t('contact.delete')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      }
    >
      <div className={classes.columns}>
        <div className={classes.side}>
          <FactsCard contact={contact} />
          <ConsentCard contact={contact} />
        </div>
        <Timeline contactId={contact.id} />
      </div>
      {asking === 'edit' && <ContactDialog contact={contact} onClose={close} onSaved={close} />}
      {asking === 'merge' && <MergeWith contact={contact} onClose={close} onMerged={merged => void navigate({ to: '/contacts/$contactId', params: { contactId: merged.id } })} />}
      {asking === 'delete' && <DeleteDialog contact={contact} onClose={close} onDeleted={() => void navigate({ to: '/contacts', replace: true })} />}
    </Page>
  )
}
