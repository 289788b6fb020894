import { Alert, Anchor, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/problem'
import { formatDateTime } from '../../lib/format'
import { directionOf, languageName } from '../../lib/languages'
import { Card } from '../../ui/Card'
import { IconAlert, IconCheck } from '../../ui/icons'
import { Page } from '../../ui/Page'
import { PhonePreview } from '../../ui/PhonePreview/PhonePreview'
import { ProblemNote } from '../../ui/ProblemNote'
import { CategoryLabel } from './CategoryLabel'
import { History, Uses } from './History'
import { LanguageChips } from './LanguageChips'
import { meaningOf, qualityLabel, reasonOf } from './meaning'
import { languagesQuery, type Template, templateQuery } from './queries'
import { samplesOf, withMetasTexts } from './samples'
import { useSender } from './sender'
import { StatusBadge } from './StatusBadge'
import { TemplateActions } from './TemplateActions'
import classes from './Templates.module.css'

export function TemplatePage() {
  const { t } = useTranslation()
  const key = useParams({ from: '/inside/templates/$account/$name/$language' })
  const { data: template, error, refetch } = useQuery(templateQuery(key))
  const languages = useQuery(languagesQuery(key)).data ?? []
  const back = (
    <Anchor component={Link} to="/templates" size="sm">
      {t('template.back')}
    </Anchor>
  )
  if (!template)
    return (
      <div className={classes.wide}>
        {back}
        {error ? (
          <ProblemNote error={error} onRetry={error instanceof ApiProblem && error.body.status === 404 ? undefined : () => void refetch()} />
        ) : (
          <Skeleton height={320} mt="md" />
        )}
      </div>
    )
  return (
    <div className={classes.wide}>
      {back}
      <Page title={template.name} hint={languageName(template.language)} actions={<TemplateActions template={template} languages={languages.length} />}>
        <LanguageChips templates={languages} current={languages.find(one => one.language === template.language)} />
        <div className={classes.two}>
          <div className={classes.main}>
            <Standing template={template} />
            <Facts template={template} />
            <Uses name={template.name} />
            <History template={template} />
          </div>
          <aside className={classes.aside}>
            <Phone template={template} />
          </aside>
        </div>
      </Page>
    </div>
  )
}

function Phone({ template: { account, language, components } }: { template: Template }) {
  const { t } = useTranslation()
  const sender = useSender(account)
  const shown = withMetasTexts(components)
  return (
    <>
      <PhonePreview sender={sender} components={shown} values={samplesOf(shown)} dir={directionOf(language)} />
      <p className={classes.quiet}>{t('template.withSamples')}</p>
    </>
  )
}

/** What its status means and, where it cannot be sent, what to do. */
function Standing({ template: { status, quality, rejectedReason } }: { template: Template }) {
  const { t } = useTranslation()
  const meaning = meaningOf(status, quality)
  if (!meaning) return null
  const reason = rejectedReason && rejectedReason !== 'NONE' ? rejectedReason : undefined
  const words = reason && reasonOf(reason)
  return (
    <Alert variant="light" color={meaning.color} icon={meaning.color === 'wa' ? <IconCheck size={20} /> : <IconAlert size={20} />} title={t(meaning.label)} role="status">
      <Text size="sm">{t(meaning.hint)}</Text>
      {status === 'REJECTED' && reason && (
        <Text size="sm" mt={6} fw={500}>
          {words ? t(words) : <bdi lang="en">{reason}</bdi>}
        </Text>
      )}
    </Alert>
  )
}

function Facts({ template }: { template: Template }) {
  const { t } = useTranslation()
  const { quality = 'UNKNOWN', account, slots, changedAt } = template
  return (
    <Card>
      <dl className={classes.facts}>
        <Fact name={t('template.field.status')}>
          <StatusBadge template={template} />
        </Fact>
        <Fact name={t('template.field.quality')}>{quality in qualityLabel ? t(qualityLabel[quality as keyof typeof qualityLabel]) : quality}</Fact>
        <Fact name={t('template.field.category')}>
          <CategoryLabel template={template} />
        </Fact>
        <Fact name={t('template.variables')}>{slots.length === 0 ? t('template.noVariables') : <bdi>{slots.map(slot => slot.label).join(', ')}</bdi>}</Fact>
        <Fact name={t('template.field.account')}>
          <bdi dir="ltr">{account}</bdi>
        </Fact>
        <Fact name={t('template.changed')}>
          <time dateTime={changedAt}>
            {formatDateTime(changedAt)}
          </time>
        </Fact>
      </dl>
    </Card>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
