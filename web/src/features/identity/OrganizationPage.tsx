import { Button, Group, Skeleton, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../api/client'
import { useMay } from '../../api/me'
import { formatDay } from '../../lib/format'
import { rules } from '../../lib/rules'
import { Card } from '../../ui/Card'
import { remark } from '../../ui/forms'
import { Page } from '../../ui/Page'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import { organizationQuery, renameOrganization } from './queries'

export function OrganizationPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(organizationQuery)
  return (
    <Page title={t('organization.title')} hint={data && t('organization.since', { day: formatDay(data.createdAt) })}>
      <Card>
        {error ? (
          <ProblemNote error={error} onRetry={() => void refetch()} />
        ) : data ? (
          // another version is another form: what somebody else saved is not overwritten unseen
          <OrganizationForm key={data.version} organization={data} />
        ) : (
          <Skeleton height={70} />
        )}
      </Card>
    </Page>
  )
}

function OrganizationForm({ organization }: { organization: Schemas['Organization'] }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const mayChange = useMay()('MANAGE_SETTINGS')
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: organization.name },
    validate: { name: rules(t).name },
  })
  const rename = useMutation({
    mutationFn: renameOrganization,
    onSuccess: renamed => {
      queries.setQueryData(organizationQuery.queryKey, renamed)
      void queries.invalidateQueries({ queryKey: ['user', 'me'] })
      said(t('organization.renamed'))
    },
    onError: error => remark(form, error),
  })
  return (
    <form noValidate onSubmit={form.onSubmit(({ name }) => rename.mutate({ name, version: organization.version }))}>
      {rename.error && Object.keys(form.errors).length === 0 && <ProblemNote error={rename.error} />}
      <Group align="flex-end" wrap="wrap">
        <TextInput
          flex="1 1 14rem"
          maw="28rem"
          label={t('field.organization')}
          disabled={!mayChange}
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        {mayChange && (
          <Button type="submit" loading={rename.isPending}>
            {t('action.save')}
          </Button>
        )}
      </Group>
      {!mayChange && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('organization.readOnly')}
        </Text>
      )}
    </form>
  )
}
