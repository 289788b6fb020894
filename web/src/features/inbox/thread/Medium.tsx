import { Button, Loader } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../api/me'
import { ProblemNote } from '../../../ui/ProblemNote'
import { refused } from '../../../ui/toasts'
import { IconDownload } from '../../../ui/icons'
import { IconFile, IconMicrophone, IconVideo } from '../icons'
import { fetchAgain, type Medium as Given, mediaQuery } from '../queries'
import { useAddress } from '../useAddress'
import { sizeOf } from '../when'
import { kindOf } from '../words'
import bubble from './Bubble.module.css'
import classes from './Content.module.css'

const Lightbox = lazy(() => import('./Lightbox'))
/** So much is fetched unasked. */
const SMALL = 2_000_000

interface Props {
  type: string
  medium: Given
  outbound: boolean
}

/** A file as it is now: not here yet, not to be had, elsewhere, or to be looked at. */
export function Medium({ type, medium, outbound }: Props) {
  const { t } = useTranslation()
  const { id, link, state, problem } = medium
  if (state === 'FAILED') return <NotFetched id={id} problem={problem} />
  if (state === 'WAITING')
    return (
      <p className={classes.told} role="status">
        <Loader size="xs" /> {t('inbox.fileComing')}
      </p>
    )
  if (!id)
    return (
      <FileCard type={type} medium={medium}>
        {link && (
          <a href={link} target="_blank" rel="noopener noreferrer" dir="ltr">
            {link}
          </a>
        )}
      </FileCard>
    )
  if (type === 'image' || type === 'sticker') return <Picture id={id} type={type} medium={medium} />
  if (type === 'video' || type === 'audio') return <Recording id={id} type={type} medium={medium} ours={outbound} />
  return <Document id={id} type={type} medium={medium} />
}

function Picture({ id, type, medium }: { id: string; type: string; medium: Given }) {
  const { t } = useTranslation()
  const [large, setLarge] = useState(false)
  const { data: blob, error, refetch } = useQuery(mediaQuery(id))
  const address = useAddress(blob)
  const label = medium.fileName ?? t(kindOf(type).label)
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />
  if (type === 'sticker') return address ? <img className={classes.sticker} src={address} alt={label} /> : <span className={classes.sticker} />
  return (
    <>
      <button type="button" className={classes.pictureButton} aria-label={t('inbox.enlarge', { name: label })} onClick={() => setLarge(true)} disabled={!address}>
        {address ? <img className={classes.picture} src={address} alt="" /> : <span className={classes.pictureShade} />}
      </button>
      {large && address && (
        <Suspense>
          <Lightbox address={address} name={medium.fileName ?? `${id}.${blob?.type.split('/')[1] ?? ''}`} label={label} onClose={() => setLarge(false)} />
        </Suspense>
      )}
    </>
  )
}

function Recording({ id, type, medium, ours }: { id: string; type: 'video' | 'audio'; medium: Given; ours: boolean }) {
  const { t } = useTranslation()
  const [wanted, setWanted] = useState(type === 'audio' && (medium.size ?? (ours ? 0 : SMALL)) < SMALL)
  const { data: blob, error, isFetching, refetch } = useQuery({ ...mediaQuery(id), enabled: wanted })
  const address = useAddress(blob)
  const label = medium.voice ? t('inbox.voice') : t(kindOf(type).label)
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />
  // people send no captions with what they record
  // oxlint-disable-next-line jsx-a11y/media-has-caption
  if (address && type === 'audio') return <audio className={classes.audio} src={address} controls aria-label={label} />
  // oxlint-disable-next-line jsx-a11y/media-has-caption
  if (address) return <video className={classes.video} src={address} controls autoPlay aria-label={label} />
  return (
    <FileCard type={type} medium={medium}>
      <Button size="compact-sm" variant="light" loading={isFetching} onClick={() => setWanted(true)}>
        {t('inbox.play')}
      </Button>
    </FileCard>
  )
}

function Document({ id, type, medium }: { id: string; type: string; medium: Given }) {
  const { t } = useTranslation()
  const { refetch } = useQuery({ ...mediaQuery(id), enabled: false, gcTime: 0 })
  const download = useMutation({
    mutationFn: async () => {
      const { data, error } = await refetch()
      if (!data) throw error
      save(data, medium.fileName ?? id)
    },
    onError: refused,
  })
  return (
    <FileCard type={type} medium={medium}>
      <Button size="compact-sm" variant="light" leftSection={<IconDownload size={16} />} loading={download.isPending} onClick={() => download.mutate()}>
        {t('inbox.download')}
      </Button>
    </FileCard>
  )
}

function save(blob: Blob, name: string) {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

const pictures = { video: IconVideo, audio: IconMicrophone }

function FileCard({ type, medium, children }: { type: string; medium: Given; children: ReactNode }) {
  const { t } = useTranslation()
  const Shown = type === 'video' || type === 'audio' ? pictures[type] : IconFile
  return (
    <div className={classes.card}>
      <Shown size={26} stroke={1.6} aria-hidden />
      <span className={classes.cardWords}>
        <strong dir="auto">{medium.fileName ?? (medium.voice ? t('inbox.voice') : t(kindOf(type).label))}</strong>
        {medium.size !== undefined && <span className={classes.small}>{sizeOf(medium.size)}</span>}
        {children}
      </span>
    </div>
  )
}

function NotFetched({ id, problem }: { id?: string; problem?: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const again = useMutation({ mutationFn: fetchAgain, onError: refused })
  return (
    <div className={bubble.failure}>
      <p>
        <strong>{t('inbox.fileFailed')}</strong>{' '}
        <span lang="en" dir="auto">
          {problem}
        </span>
      </p>
      {id && may('MANAGE_CONVERSATIONS') && (
        <Button size="compact-sm" color="red" variant="light" loading={again.isPending} onClick={() => again.mutate(id)}>
          {t('action.retry')}
        </Button>
      )}
    </div>
  )
}
