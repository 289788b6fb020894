import { ActionIcon, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import { PhonePreview } from '../../ui/PhonePreview/PhonePreview'
import { IconLeft, IconRight } from './icons'
import { type Campaign, type Forecast, mediumQuery, numbersQuery, type Template, templateQuery } from './queries'
import { isFileId, knownValues, mappingOf, mediaSlot, valuesOf } from './variables'
import classes from './Wizard.module.css'

interface Props {
  template: Template
  variables: Campaign['variables']
  samples: Forecast['samples']
  stale: boolean
}

/** The message on the phones of the first recipients, one after the other. */
export function SamplePreview({ template, variables, samples, stale }: Props) {
  const { t } = useTranslation()
  const [at, setAt] = useState(0)
  const [scheme, setScheme] = useState('light')
  const numbers = useQuery(numbersQuery)
  const sample = samples[Math.min(at, samples.length - 1)]
  const own = useTemplateOf(template, sample)
  const media = useMedium(template, variables)
  const sender = numbers.data?.find(number => number.wabaId === template.account)
  const turn = (by: number) => setAt((Math.min(at, samples.length - 1) + by + samples.length) % samples.length)
  return (
    <aside className={classes.preview} aria-busy={stale}>
      {sample && (
        <div className={classes.pager}>
          <ActionIcon variant="default" size="lg" aria-label={t('wizard.message.formerPerson')} onClick={() => turn(-1)}>
            <IconLeft size={18} className={classes.turned} />
          </ActionIcon>
          <span className={classes.person} aria-live="polite">
            <bdi>{sample.name ?? sample.recipient}</bdi>
            <small>{t('wizard.message.person', { n: formatNumber(Math.min(at, samples.length - 1) + 1), of: formatNumber(samples.length) })}</small>
          </span>
          <ActionIcon variant="default" size="lg" aria-label={t('wizard.message.nextPerson')} onClick={() => turn(1)}>
            <IconRight size={18} className={classes.turned} />
          </ActionIcon>
        </div>
      )}
      <PhonePreview
        sender={sender?.name ?? sender?.account ?? sender?.displayPhoneNumber ?? ''}
        components={own.components}
        values={sample?.body ? valuesOf(sample, template.slots) : knownValues(variables, template.slots)}
        media={media}
        scheme={scheme === 'dark' ? 'dark' : 'light'}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('wizard.message.phone')}
        value={scheme}
        onChange={setScheme}
        data={[
          { value: 'light', label: t('theme.light') },
          { value: 'dark', label: t('theme.dark') },
        ]}
      />
      {sample && sample.problems.length > 0 && (
        <p className={classes.bad} lang="en" dir="auto">
          {sample.problems.join(' ')}
        </p>
      )}
    </aside>
  )
}

/** In the language that this person gets. */
function useTemplateOf(template: Template, sample: Forecast['samples'][number] | undefined): Template {
  const language = sample?.language ?? template.language
  const key = { wabaId: template.account, name: template.name, language, category: template.category ?? '' }
  const other = useQuery({ ...templateQuery(key), enabled: language !== template.language })
  return language === template.language ? template : (other.data ?? template)
}

/** The header's picture for the preview; its address is given back when it is no longer shown. */
function useMedium(template: Template, variables: Campaign['variables']) {
  const slot = mediaSlot(template)
  const value = slot && mappingOf(variables, slot)?.text
  const { data } = useQuery({ ...mediumQuery(value ?? ''), enabled: slot?.kind === 'IMAGE' && isFileId(value) })
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const address = data && URL.createObjectURL(data)
    queueMicrotask(() => setUrl(address))
    return () => {
      if (address) URL.revokeObjectURL(address)
    }
  }, [data])
  return { url }
}
