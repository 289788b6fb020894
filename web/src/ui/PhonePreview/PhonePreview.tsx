import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Bubble } from './Bubble'
import classes from './PhonePreview.module.css'
import { readTemplate, type TemplateValues } from './template'

interface Props {
  /** Who writes, as the phone's title bar has it. */
  sender: string
  /** Meta's components of a template, as the API has them. */
  components: unknown
  values?: TemplateValues
  /** The picture of the header, as an address of ours (an object URL). */
  media?: { url?: string; name?: string }
  /** Left out: as the app looks. */
  scheme?: 'light' | 'dark'
  /** Of the phone's own interface; texts find their own direction. */
  dir?: 'ltr' | 'rtl'
  /** Instead of a message, for example while it is not chosen yet. */
  empty?: ReactNode
}

/** A phone that shows a template as its reader would see it. */
export function PhonePreview({ sender, components, values = {}, media, scheme, dir, empty }: Props) {
  const { t } = useTranslation()
  const template = readTemplate(components)
  const hasMessage = Boolean(template.header ?? template.body)
  return (
    <figure className={classes.phone} data-scheme={scheme} dir={dir} aria-label={t('preview.phone')}>
      <div className={classes.bar}>
        <span className={classes.avatar} aria-hidden />
        <bdi className={classes.sender}>{sender}</bdi>
      </div>
      <div className={classes.thread}>{hasMessage ? <Bubble template={template} values={values} media={media} /> : <p className={classes.empty}>{empty}</p>}</div>
    </figure>
  )
}
