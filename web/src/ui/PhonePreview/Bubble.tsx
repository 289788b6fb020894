import type { Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { I18nKey } from '../../lib/i18n'
import { IconCopy } from '../icons'
import { WhatsAppText } from '../WhatsAppText'
import { IconFile, IconLink, IconMapPin, IconMovie, IconPhone, IconPhoto, IconReply } from './icons'
import classes from './PhonePreview.module.css'
import { filled, type ReadTemplate, type TemplateButton, type TemplateHeader, type TemplateValues } from './template'

interface Props {
  template: ReadTemplate
  values: TemplateValues
  media?: { url?: string; name?: string }
}

/** One message made from a template: header, body, footer and its buttons below. */
export function Bubble({ template: { header, body, footer, buttons }, values, media }: Props) {
  return (
    <div className={classes.message}>
      <div className={classes.bubble}>
        {header && <Header header={header} values={values} media={media} />}
        {body && (
          <p className={classes.body} dir="auto">
            <WhatsAppText text={filled(body, 'body', values)} />
          </p>
        )}
        {footer && (
          <p className={classes.footer} dir="auto">
            {footer}
          </p>
        )}
      </div>
      {buttons.map((button, index) => (
        // two buttons may say the same
        // oxlint-disable-next-line react/no-array-index-key
        <Button key={index} button={button} />
      ))}
    </div>
  )
}

const pictures = {
  IMAGE: { icon: IconPhoto, label: 'preview.image' },
  VIDEO: { icon: IconMovie, label: 'preview.video' },
  DOCUMENT: { icon: IconFile, label: 'preview.document' },
  LOCATION: { icon: IconMapPin, label: 'preview.location' },
} satisfies Record<Exclude<TemplateHeader['format'], 'TEXT'>, { icon: Icon; label: I18nKey }>

function Header({ header: { format, text }, values, media }: { header: TemplateHeader } & Pick<Props, 'values' | 'media'>) {
  const { t } = useTranslation()
  if (format === 'TEXT')
    return (
      <p className={classes.header} dir="auto">
        {filled(text ?? '', 'header', values)}
      </p>
    )
  if (format === 'IMAGE' && media?.url) return <img className={classes.image} src={media.url} alt={media.name ?? t('preview.image')} />
  const { icon: Picture, label } = pictures[format] ?? pictures.DOCUMENT
  const place = [values['header.name'], values['header.address']].filter(Boolean).join(', ')
  return (
    <div className={classes.media} data-flat={format === 'DOCUMENT' || undefined}>
      <Picture size={28} stroke={1.5} aria-hidden />
      <span dir="auto">{(format === 'LOCATION' ? place : media?.name) || t(label)}</span>
    </div>
  )
}

const buttonPictures: Record<string, Icon> = { URL: IconLink, PHONE_NUMBER: IconPhone, COPY_CODE: IconCopy, OTP: IconCopy, QUICK_REPLY: IconReply }

function Button({ button }: { button: TemplateButton }) {
  const { t } = useTranslation()
  const Picture = buttonPictures[button.type.toUpperCase()] ?? IconReply
  return (
    <span className={classes.button} dir="auto">
      <Picture size={16} aria-hidden />
      {button.text || t('preview.copyCode')}
    </span>
  )
}
