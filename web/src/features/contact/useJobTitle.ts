import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'
import type { ContactJob } from './queries'
import { actions } from './words'

/** What a job does, in words. */
export function useJobTitle() {
  const { t } = useTranslation()
  return ({ action, tag, attribute, file, dryRun, job }: ContactJob): string => {
    if (file) return t(dryRun ? 'work.dryRun' : 'work.import', { file })
    if (!action) return job.kind
    const about = tag ?? attribute
    return about ? t('work.about', { what: t(actions[action]), about }) : t(actions[action])
  }
}

/** What came out. */
export function useJobWords() {
  const { t } = useTranslation()
  return ({ job, file }: ContactJob): string => {
    if (job.state !== 'DONE') return ''
    if (file) return t('work.imported', { done: formatNumber(job.done - job.refused), refused: formatNumber(job.refused) })
    const result = (job.result ?? {}) as { matched?: number; changed?: number; removed?: number; kept?: number }
    if (result.removed !== undefined) return t('work.removed', { removed: formatNumber(result.removed), kept: formatNumber(result.kept ?? 0) })
    return t('work.changed', { changed: formatNumber(result.changed ?? 0), matched: formatNumber(result.matched ?? 0) })
  }
}
