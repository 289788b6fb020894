import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { useCallback, useEffect, useRef, useState } from 'react'

/**
 * What browsers record of what WhatsApp takes: OGG with OPUS is a voice message, M4A with AAC is audio. OPUS in WebM, which Chrome
 * makes, is neither, and becomes OGG.
 */
const formats = [
  { type: 'audio/ogg;codecs=opus', name: 'voice.ogg', voice: true },
  { type: 'audio/webm;codecs=opus', name: 'voice.ogg', voice: true },
  { type: 'audio/mp4;codecs=mp4a.40.2', name: 'voice.m4a', voice: false },
] as const

export const recordable = typeof MediaRecorder === 'undefined' ? undefined : formats.find(format => MediaRecorder.isTypeSupported(format.type))

const mimeOf = (type: string) => type.split(';')[0] ?? type

async function fileOf(recorded: Blob): Promise<File> {
  const { name } = recordable ?? formats[0]
  if (recorded.type !== 'audio/webm') return new File([recorded], name, { type: recorded.type })
  const { oggOf } = await import('./oggOf')
  return new File([await oggOf(recorded)], name, { type: 'audio/ogg' })
}

/** Records from the microphone, until it is finished or discarded. */
export function useRecorder() {
  const [state, setState] = useState<'idle' | 'asking' | 'recording'>('idle')
  const [seconds, setSeconds] = useState(0)
  const recorder = useRef<MediaRecorder>(null)
  const parts = useRef<Blob[]>([])

  const end = useCallback(() => {
    recorder.current?.stream.getTracks().forEach(track => track.stop())
    recorder.current = null
    setState('idle')
  }, [])
  useEffect(() => end, [end])
  useEffect(() => {
    if (state !== 'recording') return
    const timer = setInterval(() => setSeconds(former => former + 1), 1000)
    return () => clearInterval(timer)
  }, [state])

  const start = async () => {
    if (!recordable) return
    setState('asking')
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } })
      const made = new MediaRecorder(stream, { mimeType: recordable.type })
      parts.current = []
      made.ondataavailable = event => parts.current.push(event.data)
      made.start(1000)
      recorder.current = made
      setSeconds(0)
      setState('recording')
    } catch {
      setState('idle')
      notifications.show({ message: i18next.t('inbox.noMicrophone'), color: 'red', withBorder: true })
    }
  }
  const finish = () =>
    new Promise<File | undefined>((resolve, reject) => {
      const made = recorder.current
      if (!made || !recordable) return resolve(undefined)
      made.onstop = () => {
        fileOf(new Blob(parts.current, { type: mimeOf(recordable.type) })).then(resolve, reject)
        end()
      }
      made.stop()
    })
  return { state, seconds, start, finish, discard: end }
}
