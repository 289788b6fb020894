import { Alert, Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { ApiProblem } from '../../api/problem'
import { keepAnswer } from '../../lib/keepAnswer'
import { Card } from '../../ui/Card'
import { Confirm } from '../../ui/Confirm'
import { fromJson, toJson } from '../../ui/filter/json'
import { type FilterJson, type Group, newGroup } from '../../ui/filter/model'
import { Page } from '../../ui/Page'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import classes from './Audience.module.css'
import { AudienceFilter } from './AudienceFilter'
import { AudiencePreview } from './AudiencePreview'
import { IconTrash } from './icons'
import { type Audience, audienceQuery, changeAudience, createAudience, deleteAudience } from './queries'

/** A filter with a name. Left: who is meant; right: how many they are now, and some of them. */
export function AudienceEditor({ audience }: { audience?: Audience }) {
  const { t } = useTranslation()
  const may = useMay()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [base, setBase] = useState(audience)
  const [name, setName] = useState(audience?.name ?? '')
  const [group, setGroup] = useState<Group | undefined>(() => (audience ? fromJson(audience.filter) : newGroup()))
  const [deleting, setDeleting] = useState(false)
  const filter = group ? toJson(group) : (base?.filter as FilterJson | undefined)
  const saving = useMutation({
    mutationFn: () => {
      const wanted = { name: name.trim(), filter: filter as FilterJson }
      return base ? changeAudience({ id: base.id, version: base.version, ...wanted }) : createAudience(wanted)
    },
    onSuccess: saved => {
      keepAnswer(queries, audienceQuery(saved.id).queryKey, saved)
      setBase(saved)
      said(t('audience.saved'))
      if (!base) void navigate({ to: '/audiences/$audienceId', params: { audienceId: saved.id }, replace: true })
    },
  })
  const removing = useMutation({ mutationFn: deleteAudience, onSuccess: () => void navigate({ to: '/audiences', replace: true }) })
  const readAgain = async () => {
    if (!base) return
    const latest = await queries.fetchQuery({ ...audienceQuery(base.id), staleTime: 0 })
    setBase(latest)
    setName(latest.name)
    setGroup(fromJson(latest.filter))
    saving.reset()
  }
  const conflict = base && saving.error instanceof ApiProblem && saving.error.type === '/problems/conflict'
  const fieldProblem = saving.error instanceof ApiProblem ? saving.error.fields.name : undefined
  const why = !name.trim() ? t('audience.nameMissing') : filter ? undefined : t('audience.unfinished')
  const manages = may('MANAGE_AUDIENCES')
  return (
    <Page
      title={base ? base.name : t('audience.new')}
      actions={
        manages && (
          <>
            {base && (
              <Button variant="default" leftSection={<IconTrash size={18} />} onClick={() => setDeleting(true)}>
                {t('audience.delete')}
              </Button>
            )}
            <Button disabled={Boolean(why)} title={why} loading={saving.isPending} onClick={() => saving.mutate()}>
              {t('action.save')}
            </Button>
          </>
        )
      }
    >
      {saving.error && !fieldProblem && <ProblemNote error={saving.error} onRetry={conflict ? () => void readAgain() : undefined} />}
      {why && manages && name !== '' && <Alert color="blue">{why}</Alert>}
      <div className={classes.columns}>
        <Card>
          <TextInput label={t('field.name')} maxLength={200} readOnly={!manages} value={name} error={fieldProblem} onChange={event => setName(event.currentTarget.value)} mb="md" />
          <AudienceFilter value={group} onChange={setGroup} json={base?.filter} />
        </Card>
        <AudiencePreview filter={filter} />
      </div>
      {deleting && base && (
        <Confirm
          title={t('audience.deleteTitle', { name: base.name })}
          text={t('audience.deleteHint')}
          action={t('audience.delete')}
          busy={removing.isPending}
          error={removing.error}
          onClose={() => setDeleting(false)}
          onConfirm={() => removing.mutate(base.id)}
        />
      )}
    </Page>
  )
}
