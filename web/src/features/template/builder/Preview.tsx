import { SegmentedControl, useComputedColorScheme } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { directionOf } from '../../../lib/languages'
import { PhonePreview } from '../../../ui/PhonePreview/PhonePreview'
import { samplesOf, withMetasTexts } from '../samples'
import classes from './Builder.module.css'
import type { Rest } from './draft'

interface Props {
  sender: string
  language: string
  components: Rest[]
}

/** How a reader's phone shows it, whatever this app looks like. */
export function Preview({ sender, language, components }: Props) {
  const { t } = useTranslation()
  const own = useComputedColorScheme()
  const [scheme, setScheme] = useState(own)
  const [chosen, setDir] = useState<'ltr' | 'rtl'>()
  const dir = chosen ?? directionOf(language)
  const shown = withMetasTexts(components)
  return (
    <>
      <div className={classes.looks}>
        <SegmentedControl
          size="xs"
          aria-label={t('user.theme')}
          value={scheme}
          onChange={value => setScheme(value as typeof scheme)}
          data={[
            { value: 'light', label: t('theme.light') },
            { value: 'dark', label: t('theme.dark') },
          ]}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('builder.direction')}
          value={dir}
          onChange={value => setDir(value as typeof dir)}
          data={[
            { value: 'ltr', label: t('builder.ltr') },
            { value: 'rtl', label: t('builder.rtl') },
          ]}
        />
      </div>
      <PhonePreview sender={sender} components={shown} values={samplesOf(shown)} scheme={scheme} dir={dir} empty={t('builder.previewEmpty')} />
    </>
  )
}
