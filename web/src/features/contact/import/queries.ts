import { queryOptions } from '@tanstack/react-query'
import { api, ok, once, type Schemas } from '../../../api/client'
import { download as save } from '../../../lib/download'

export type ImportOptions = Schemas['ImportOptionsSent']
export type ImportPreview = Schemas['ImportCheckChecked']
export type ImportReport = Schemas['ImportReportsReport']

/** The beginning of a CSV file is enough to see its first rows; the parts of a workbook lie in no order. */
const BEGINNING = 512 * 1024

interface Upload {
  file: File
  options: ImportOptions
}

function form(file: Blob, name: string, options: ImportOptions) {
  const parts = new FormData()
  parts.append('file', file, name)
  parts.append('options', JSON.stringify(options))
  return parts
}

// what the form is made of stands in the serializer: the description of the API knows no files
const multipart = (parts: FormData) => ({ body: {} as Schemas['ImportForm'], bodySerializer: () => parts })

export function previewImport({ file, options }: Upload) {
  const part = file.name.toLowerCase().endsWith('.xlsx') ? file : file.slice(0, BEGINNING)
  return ok(api.POST('/api/contacts/import/check', multipart(form(part, file.name, options))))
}

export const startImport = ({ file, options }: Upload) =>
  ok(api.POST('/api/contacts/import', { params: { header: once() }, ...multipart(form(file, file.name, options)) }))

const of = (jobId: string) => ({ params: { path: { jobId } } })

export const reportQuery = (jobId: string) =>
  queryOptions({ queryKey: ['job', 'import', jobId], queryFn: () => ok(api.GET('/api/contacts/import/{jobId}', of(jobId))) })

export const cancelImport = (jobId: string) => ok(api.POST('/api/contacts/import/{jobId}/cancel', of(jobId)))
export const undoImport = (jobId: string) => ok(api.POST('/api/contacts/import/{jobId}/undo', { params: { path: { jobId }, header: once() } }))

export type RemarkKind = 'refusals' | 'notices'

export const remarksKey = (jobId: string, kind: RemarkKind) => ['job', 'import', jobId, kind]
export const readRemarks = (jobId: string, kind: RemarkKind) => (cursor?: string) => {
  const page = { params: { path: { jobId }, query: { cursor, limit: 100 } } }
  return ok(kind === 'refusals' ? api.GET('/api/contacts/import/{jobId}/refusals', page) : api.GET('/api/contacts/import/{jobId}/notices', page))
}

export async function saveRemarks(jobId: string, kind: RemarkKind) {
  const as = { ...of(jobId), parseAs: 'blob' } as const
  const file = await ok<unknown>(
    kind === 'refusals' ? api.GET('/api/contacts/import/{jobId}/refusals.csv', as) : api.GET('/api/contacts/import/{jobId}/notices.csv', as),
  )
  save(file as Blob, kind === 'refusals' ? 'refused-rows.csv' : 'rows-with-notices.csv')
}
