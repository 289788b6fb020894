import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../lib/keys'
import { IconSearch } from '../ui/icons'
import classes from './Shell.module.css'

const Palette = lazy(() => import('./palette/Palette'))
const KeyList = lazy(() => import('./KeyList'))

/** The box that finds everything and the list of keys, which every screen has. Loaded when first asked for. */
export function Overlays() {
  const { t } = useTranslation()
  const [shown, setShown] = useState<'palette' | 'keys'>()
  const close = () => setShown(undefined)
  useKeys([
    { keys: 'mod+K', label: 'palette.title', run: () => setShown('palette') },
    { keys: 'shift+?', label: 'keys.title', run: () => setShown('keys') },
  ])
  return (
    <>
      <button type="button" className={classes.entry} aria-label={t('palette.title')} title={t('palette.title')} onClick={() => setShown('palette')}>
        <IconSearch size={24} stroke={1.8} aria-hidden />
      </button>
      <Suspense fallback={null}>
        {shown === 'palette' && <Palette onClose={close} />}
        {shown === 'keys' && <KeyList onClose={close} />}
      </Suspense>
    </>
  )
}
