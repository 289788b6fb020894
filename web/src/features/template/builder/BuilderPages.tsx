import { Button, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName } from '../../../lib/languages'
import { Empty } from '../../../ui/Empty'
import { IconTemplate } from '../../../ui/icons'
import { Page } from '../../../ui/Page'
import { ProblemNote } from '../../../ui/ProblemNote'
import { said } from '../../../ui/toasts'
import { accountsQuery, change, copy, create, type Template, type TemplateChange, type TemplateKey, templateQuery } from '../queries'
import { Builder } from './Builder'
import classes from './Builder.module.css'
import { type Draft, emptyDraft, type Rest } from './draft'
import { fromTemplate } from './fromComponents'
import { requestOf } from './useCheck'

interface Written {
  draft: Draft
  components: Rest[]
}

const asJson = (components: Rest[]) => components as unknown as NonNullable<TemplateChange['components']>

/** Submits, and leads to the template, where Meta's answer appears by itself. */
function useSubmit(send: (written: Written) => Promise<Template>) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: async template => {
      const { account, name, language } = template
      queries.setQueryData(templateQuery(template).queryKey, template)
      // Meta may have answered before: what is shown is read again
      void queries.invalidateQueries({ queryKey: ['template'] })
      said(t('builder.submitted'))
      await navigate({ to: '/templates/$account/$name/$language', params: { account, name, language } })
    },
  })
}

export function NewTemplatePage() {
  const { from, language } = useSearch({ from: '/inside/templates/new' })
  const [account, name, former] = from?.split('/') ?? []
  return account && name && former ? <CopyPage from={{ account, name, language: former }} language={language ?? former} /> : <FirstPage />
}

function FirstPage() {
  const { t } = useTranslation()
  const accounts = useQuery(accountsQuery)
  const submit = useSubmit(({ draft, components }) => create(requestOf(draft, components)))
  const first = accounts.data?.[0]?.wabaId
  return (
    <div className={classes.page}>
      <Page title={t('builder.new')} hint={t('builder.newHint')}>
        {accounts.error ? (
          <ProblemNote error={accounts.error} onRetry={() => void accounts.refetch()} />
        ) : !accounts.data ? (
          <Skeleton height={400} />
        ) : first ? (
          <Builder
            mode="new"
            initial={emptyDraft(first)}
            busy={submit.isPending}
            error={submit.error}
            onSubmit={(draft, components) => submit.mutate({ draft, components })}
            back={<Back to="/templates" />}
          />
        ) : (
          <Empty
            icon={IconTemplate}
            title={t('builder.noAccount')}
            hint={t('builder.noAccountHint')}
            action={
              <Button component={Link} to="/settings/accounts">
                {t('builder.toAccounts')}
              </Button>
            }
          />
        )}
      </Page>
    </div>
  )
}

function Back({ to }: { to: string }) {
  const { t } = useTranslation()
  return (
    <Button variant="default" component={Link} to={to}>
      {t('action.back')}
    </Button>
  )
}

const pathOf = ({ account, name, language }: TemplateKey) => `/templates/${account}/${name}/${language}`

function CopyPage({ from, language }: { from: TemplateKey; language: string }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(templateQuery(from))
  const submit = useSubmit(({ draft, components }) => copy({ key: from, language: draft.language, components: asJson(components) }))
  return (
    <div className={classes.page}>
      <Page title={t('builder.copy', { name: from.name })} hint={t('builder.copyHint', { language: languageName(from.language) })}>
        {error ? (
          <ProblemNote error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton height={400} />
        ) : (
          <Builder
            mode="copy"
            initial={{ ...fromTemplate(data), language }}
            busy={submit.isPending}
            error={submit.error}
            onSubmit={(draft, components) => submit.mutate({ draft, components })}
            back={<Back to={pathOf(from)} />}
          />
        )}
      </Page>
    </div>
  )
}

export function EditTemplatePage() {
  const { t } = useTranslation()
  const key = useParams({ from: '/inside/templates/$account/$name/$language/edit' })
  const { data, error, refetch } = useQuery(templateQuery(key))
  return (
    <div className={classes.page}>
      <Page title={t('builder.edit', { name: key.name })} hint={t('builder.editHint', { language: languageName(key.language) })}>
        {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : data ? <EditForm template={data} /> : <Skeleton height={400} />}
      </Page>
    </div>
  )
}

/** Stays with the version that one began with: whoever changed it meanwhile is not overwritten unseen, and nothing typed is lost. */
function EditForm({ template }: { template: Template }) {
  const [begun] = useState(template)
  const submit = useSubmit(({ draft, components }) =>
    change({ key: begun, version: begun.version, category: draft.category, components: asJson(components) }),
  )
  return (
    <Builder
      mode="edit"
      fixedCategory={begun.status === 'APPROVED'}
      initial={fromTemplate(begun)}
      busy={submit.isPending}
      error={submit.error}
      onSubmit={(draft, components) => submit.mutate({ draft, components })}
      back={<Back to={pathOf(begun)} />}
    />
  )
}
