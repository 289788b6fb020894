import { Badge, Button, Group, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useList } from '../../lib/useList'
import { Card } from '../../ui/Card'
import { Empty } from '../../ui/Empty'
import { IconSearch } from '../../ui/icons'
import { ProblemNote } from '../../ui/ProblemNote'
import { IconTemplate } from './icons'
import { type Campaign, readTemplates, type Template, templatesKey } from './queries'
import classes from './Wizard.module.css'

interface Props {
  /** Of this account only. */
  waba?: string
  chosen?: Campaign['template']
  onChoose: (template: Template) => void
  onCancel?: () => void
}

/** Templates that can be sent, by name and text. */
export function TemplatePicker({ waba, chosen, onChoose, onCancel }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 250)
  const list = useList(templatesKey(q), readTemplates(q))
  const sendable = list.rows.filter(template => template.sendable && (!waba || waba === template.account))
  return (
    <Card title={t('wizard.message.choose')} hint={t('wizard.message.chooseHint')}>
      <TextInput
        aria-label={t('wizard.message.search')}
        placeholder={t('wizard.message.search')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={typed}
        onChange={event => setTyped(event.currentTarget.value)}
      />
      {list.error && <ProblemNote error={list.error} onRetry={list.onRetry} />}
      {!list.loading && sendable.length === 0 && <Empty icon={IconTemplate} title={t('wizard.message.none')} hint={q ? t('wizard.message.noneHint') : t('wizard.message.noneApproved')} />}
      <ul className={classes.templates} aria-label={t('wizard.message.choose')}>
        {sendable.map(template => (
          <li key={`${template.account} ${template.name} ${template.language}`}>
            <button
              type="button"
              className={classes.template}
              data-chosen={isSame(template, chosen) || undefined}
              aria-label={`${template.name} ${template.language}`}
              onClick={() => onChoose(template)}
            >
              <span className={classes.templateHead}>
                <bdi className={classes.code}>{template.name}</bdi>
                <Badge variant="light" color="gray">
                  {template.language}
                </Badge>
                <Badge variant="light" color={template.category === 'MARKETING' ? 'violet' : 'blue'}>
                  {template.category}
                </Badge>
              </span>
              <span className={classes.body} dir="auto">
                {template.body}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Group justify="space-between" mt="sm">
        {onCancel ? (
          <Button variant="default" onClick={onCancel}>
            {t('wizard.message.keep')}
          </Button>
        ) : (
          <span />
        )}
        {list.more && (
          <Button variant="subtle" onClick={list.onMore}>
            {t('wizard.message.more')}
          </Button>
        )}
      </Group>
    </Card>
  )
}

const isSame = (template: Template, chosen: Campaign['template']) =>
  chosen !== undefined && template.account === chosen.wabaId && template.name === chosen.name && template.language === chosen.language
