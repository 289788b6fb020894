import { Alert, Button, Tabs } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../../api/problem'
import { ProblemNote } from '../../../ui/ProblemNote'
import { useSender } from '../sender'
import { BasicsSection } from './BasicsSection'
import { BodySection } from './BodySection'
import classes from './Builder.module.css'
import { ButtonsSection } from './ButtonsSection'
import { CodeSection } from './CodeSection'
import type { Draft, Rest } from './draft'
import { FooterSection } from './FooterSection'
import { HeaderSection } from './HeaderSection'
import { JsonTab } from './JsonTab'
import { RemarkList } from './parts'
import { Preview } from './Preview'
import { isTouched, type Remarks, remarksOf } from './remarks'
import { toComponents } from './toComponents'
import { useCheck } from './useCheck'

export interface SectionProps {
  draft: Draft
  set: (change: Partial<Draft>) => void
  remarks: Remarks
}

interface Props {
  initial: Draft
  mode: 'new' | 'copy' | 'edit'
  /** Of an approved template Meta lets nobody change it. */
  fixedCategory?: boolean
  busy: boolean
  error: unknown
  onSubmit: (draft: Draft, components: Rest[]) => void
  back: ReactNode
}

/** Milliseconds until remarks come where one has been: at once they would push away what is just being clicked. */
const PAUSE = 700

/** The editor and, beside it, the phone. Remarks come where one has been, and everywhere once one submits. */
export function Builder({ initial, mode, fixedCategory = false, busy, error, onSubmit, back }: Props) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(initial)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [tab, setTab] = useState<string | null>('form')
  const components = useMemo(() => toComponents(draft), [draft])
  const check = useCheck(draft, components)
  const refusals = error instanceof ApiProblem ? remarksOf(error.body.errors ?? [], components) : {}
  const nameless: Remarks = draft.name ? {} : { name: [t('rule.required')] }
  const all = merged(merged(check.remarks, nameless), refusals)
  const remarks = Object.fromEntries(Object.entries(all).filter(([part]) => isTouched(part, touched)))
  const set = (change: Partial<Draft>) => setDraft(former => ({ ...former, ...change }))
  const left = (...parts: string[]) => ({ onBlur: () => setTimeout(() => setTouched(former => new Set([...former, ...parts])), PAUSE) })
  const submit = () => {
    setTouched(new Set(['all']))
    if (check.settled && draft.name && Object.keys(check.remarks).length === 0) onSubmit(draft, components)
  }
  const section = { draft, set, remarks }
  const wrong = Object.values(all).flat().length
  return (
    <div className={classes.two}>
      <div className={classes.editor}>
        <div {...left('name', 'language', 'category')}>
          <BasicsSection {...section} mode={mode} fixedCategory={fixedCategory} />
        </div>
        <Tabs value={tab} onChange={setTab} keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="form">{t('builder.formTab')}</Tabs.Tab>
            <Tabs.Tab value="json">{t('builder.jsonTab')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="form" className={classes.editor}>
            {draft.others.length > 0 && <Alert variant="light">{t('builder.others', { n: draft.others.length })}</Alert>}
            {draft.category === 'AUTHENTICATION' ? (
              <CodeSection {...section} />
            ) : (
              <>
                <div {...left('header')}>
                  <HeaderSection {...section} />
                </div>
                <div {...left('body')}>
                  <BodySection {...section} mode={mode} />
                </div>
                <div {...left('footer')}>
                  <FooterSection {...section} />
                </div>
                <div {...left('buttons')}>
                  <ButtonsSection {...section} />
                </div>
              </>
            )}
            <RemarkList remarks={remarks.rest} />
          </Tabs.Panel>
          <Tabs.Panel value="json">
            <JsonTab draft={draft} components={components} remarks={all} onChange={setDraft} />
          </Tabs.Panel>
        </Tabs>
        {error ? <ProblemNote error={error} /> : check.error ? <ProblemNote error={check.error} /> : null}
        <div className={classes.foot}>
          <span className={classes.state} role="status">
            {!check.settled ? t('builder.checking') : wrong > 0 ? t('builder.problems', { n: wrong }) : t('builder.good')}
          </span>
          {back}
          <Button loading={busy} disabled={!check.settled} title={check.settled ? undefined : t('builder.checking')} onClick={submit}>
            {t('builder.submit')}
          </Button>
        </div>
      </div>
      <aside className={classes.preview} aria-label={t('builder.preview')}>
        <Preview sender={useSender(draft.account)} language={draft.language} components={components} />
      </aside>
    </div>
  )
}

const merged = (one: Remarks, other: Remarks): Remarks =>
  Object.fromEntries([...Object.keys(one), ...Object.keys(other)].map(part => [part, [...new Set([...(one[part] ?? []), ...(other[part] ?? [])])]]))
