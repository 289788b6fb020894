import { Anchor, Button, Group, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rules } from '../../lib/rules'
import { Card } from '../../ui/Card'
import { remark } from '../../ui/forms'
import { Page } from '../../ui/Page'
import { ProblemNote } from '../../ui/ProblemNote'
import { NumberChoice } from './NumberChoice'
import { createDraft } from './queries'
import { StepBar } from './StepBar'
import classes from './Wizard.module.css'

/** The first step before there is a draft: its name makes it one. */
export function NewCampaign() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [numbers, setNumbers] = useState<string[]>([])
  const form = useForm({ mode: 'uncontrolled', initialValues: { name: '' }, validate: { name: rules(t).name } })
  const making = useMutation({
    mutationFn: createDraft,
    onError: error => remark(form, error),
    onSuccess: ({ id }) => void navigate({ to: '/campaigns/$campaignId/edit', params: { campaignId: id }, search: { step: 'audience' }, replace: true }),
  })
  return (
    <div className={classes.wide}>
      <Anchor component={Link} to="/campaigns" size="sm">
        {t('campaign.back')}
      </Anchor>
      <Page title={t('campaigns.new')}>
        <StepBar here="basics" />
        <form noValidate onSubmit={form.onSubmit(({ name }) => making.mutate({ name: name.trim(), phoneNumberIds: numbers }))} className={classes.parts}>
          {making.error && Object.keys(form.errors).length === 0 && <ProblemNote error={making.error} />}
          <Card>
            <TextInput label={t('field.name')} description={t('wizard.nameHint')} placeholder={t('wizard.nameExample')} data-autofocus autoFocus key={form.key('name')} {...form.getInputProps('name')} />
          </Card>
          <NumberChoice value={numbers} onChange={setNumbers} />
          <Group justify="flex-end" className={classes.foot}>
            <Button type="submit" loading={making.isPending}>
              {t('wizard.next')}
            </Button>
          </Group>
        </form>
      </Page>
    </div>
  )
}
