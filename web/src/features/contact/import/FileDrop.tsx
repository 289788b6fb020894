import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../../lib/format'
import { IconImport } from '../icons'
import classes from './Import.module.css'

interface Props {
  file?: File
  onFile: (file: File) => void
}

const KB = 1024

/** A file by drag or by choice. */
export function FileDrop({ file, onFile }: Props) {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const dropped = event.dataTransfer.files[0]
    if (dropped) onFile(dropped)
  }
  return (
    <div
      className={classes.drop}
      data-over={over || undefined}
      data-small={file ? true : undefined}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconImport size={file ? 22 : 34} stroke={1.5} aria-hidden />
      <span className={classes.words}>
        {file ? (
          <>
            <bdi>{file.name}</bdi> · {t('import.kilobytes', { n: formatNumber(Math.ceil(file.size / KB)) })}
          </>
        ) : (
          t('import.drop')
        )}
      </span>
      <button type="button" className={classes.choose} onClick={() => input.current?.click()}>
        {t(file ? 'import.otherFile' : 'import.choose')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('import.choose')}
        accept=".csv,.txt,.tsv,.xlsx,text/csv"
        onChange={event => {
          const picked = event.currentTarget.files?.[0]
          if (picked) onFile(picked)
          // the same file again, mended, is news too
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
