import { ActionIcon } from '@mantine/core'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconClose, IconFile, IconMicrophone, IconVideo } from '../icons'
import { useAddress } from '../useAddress'
import { sizeOf } from '../when'
import classes from './Composer.module.css'
import { type Fit, fit } from './limits'
import type { FileKind } from './outbox'

interface Chosen {
  key: string
  file: File
  kind: FileKind
  note?: Fit
}
interface Refused {
  key: string
  name: string
  why: Fit
}

/** Files that wait to be sent, and why others cannot be. */
export function useFiles() {
  const [chosen, setChosen] = useState<Chosen[]>([])
  const [refused, setRefused] = useState<Refused[]>([])
  const add = (files: File[]) => {
    const judged = files.map(file => ({ key: crypto.randomUUID(), file, fits: fit(file) }))
    setRefused(judged.filter(({ fits }) => fits.kind === 'tooLarge' || fits.kind === 'wrongType').map(({ key, file, fits }) => ({ key, name: file.name, why: fits })))
    setChosen(former => [
      ...former,
      ...judged.flatMap(({ key, file, fits }) =>
        fits.kind === 'fits' ? [{ key, file, kind: fits.as }] : fits.kind === 'asDocument' ? [{ key, file, kind: 'document' as const, note: fits }] : [],
      ),
    ])
  }
  return {
    chosen,
    refused,
    add,
    drop: (key: string) => setChosen(former => former.filter(one => one.key !== key)),
    clear: () => {
      setChosen([])
      setRefused([])
    },
  }
}

/** What is dragged over it is taken when it is let go. */
export function useDropped(take: (files: File[]) => void) {
  const [over, setOver] = useState(false)
  const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!holdsFiles(event)) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        setOver(false)
        if (!holdsFiles(event)) return
        event.preventDefault()
        take([...event.dataTransfer.files])
      },
    },
  }
}

export function FilesToSend({ files }: { files: ReturnType<typeof useFiles> }) {
  const { t } = useTranslation()
  const words = useWhy()
  return (
    <>
      {files.refused.map(one => (
        <p key={one.key} role="alert" className={classes.refused}>
          <bdi>{one.name}</bdi>: {words(one.why)}
        </p>
      ))}
      {files.chosen.length > 0 && (
        <ul className={classes.files} aria-label={t('inbox.files')}>
          {files.chosen.map(one => (
            <li key={one.key} className={classes.file}>
              <Thumbnail file={one.file} kind={one.kind} />
              <span className={classes.fileWords}>
                <bdi>{one.file.name}</bdi>
                <small>
                  {sizeOf(one.file.size)}
                  {one.note && ` · ${words(one.note)}`}
                </small>
              </span>
              <ActionIcon variant="subtle" color="gray" aria-label={t('inbox.removeFile', { name: one.file.name })} onClick={() => files.drop(one.key)}>
                <IconClose size={18} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function useWhy() {
  const { t } = useTranslation()
  return (why: Fit): string => {
    switch (why.kind) {
      case 'fits':
        return ''
      case 'asDocument':
        return t('inbox.asDocument', { most: sizeOf(why.most) })
      case 'tooLarge':
        return t('inbox.tooLarge', { most: sizeOf(why.most) })
      case 'wrongType':
        return t('inbox.wrongType')
    }
  }
}

const pictures = { video: IconVideo, audio: IconMicrophone, document: IconFile } as const

function Thumbnail({ file, kind }: { file: File; kind: FileKind }) {
  const address = useAddress(kind === 'image' || kind === 'sticker' ? file : undefined)
  if (kind === 'image' || kind === 'sticker') return address ? <img src={address} alt="" /> : null
  const Picture = pictures[kind]
  return <Picture size={26} stroke={1.6} aria-hidden />
}
