import type { FileKind } from './outbox'

const MB = 1_000_000
/** Meta's limits of what can be sent, by its pages on media; the server reads the bytes and decides again. */
const limits: Record<FileKind, { most: number; types: RegExp }> = {
  image: { most: 5 * MB, types: /^image\/(jpeg|png)$/ },
  video: { most: 16 * MB, types: /^video\/(mp4|3gpp)$/ },
  audio: { most: 16 * MB, types: /^audio\/(aac|amr|mpeg|mp4|x-m4a|ogg)/ },
  sticker: { most: 500_000, types: /^image\/webp$/ },
  document: {
    most: 100 * MB,
    types: /^(text\/plain|application\/(pdf|msword|vnd\.ms-(excel|powerpoint)|vnd\.openxmlformats-officedocument\.[\w.]+))/,
  },
}

export type Fit =
  | { kind: 'fits'; as: FileKind }
  /** Too large for what it is, small enough for a document. */
  | { kind: 'asDocument'; most: number }
  | { kind: 'tooLarge'; most: number }
  | { kind: 'wrongType' }

const order = ['image', 'video', 'audio', 'sticker', 'document'] as const

/** As what a file can go. */
export function fit(file: Pick<File, 'type' | 'size'>): Fit {
  const as = order.find(kind => limits[kind].types.test(file.type))
  if (!as) return { kind: 'wrongType' }
  if (file.size <= limits[as].most) return { kind: 'fits', as }
  const document = as !== 'sticker' && file.size <= limits.document.most
  return document ? { kind: 'asDocument', most: limits[as].most } : { kind: 'tooLarge', most: limits[as === 'sticker' ? as : 'document'].most }
}

export const ACCEPTED =
  'image/jpeg,image/png,image/webp,video/mp4,video/3gpp,audio/aac,audio/amr,audio/mpeg,audio/mp4,audio/ogg,text/plain,application/pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx'
