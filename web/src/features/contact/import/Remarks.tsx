import { Badge, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../../api/client'
import { formatNumber } from '../../../lib/format'
import { useList } from '../../../lib/useList'
import { type Column, DataList } from '../../../ui/DataList'
import { IconDownload } from '../../../ui/icons'
import { refused } from '../../../ui/toasts'
import { reasonLabel } from '../words'
import classes from './Import.module.css'
import { readRemarks, type RemarkKind, remarksKey, saveRemarks } from './queries'

type Remark = Schemas['ImportRemarksRemark']

interface Props {
  jobId: string
  kind: RemarkKind
  reasons: Record<string, number>
}

/** Rows that were not taken, or not in every respect: by reason, one by one, and as a file to mend. */
export function Remarks({ jobId, kind, reasons }: Props) {
  const { t } = useTranslation()
  const total = Object.values(reasons).reduce((sum, n) => sum + n, 0)
  const list = useList([...remarksKey(jobId, kind), total], readRemarks(jobId, kind))
  const saving = useMutation({ mutationFn: () => saveRemarks(jobId, kind), onError: refused })
  if (total === 0) return null
  const words = (reason: string) => {
    const label = reasonLabel(reason)
    return label ? t(label) : reason
  }
  const columns: Column<Remark>[] = [
    { key: 'row', header: t('import.row'), width: '70px', cell: one => formatNumber(one.row) },
    { key: 'reason', header: t('import.reason'), width: 'minmax(0, 1fr)', cell: one => words(one.reason) },
    { key: 'value', header: t('filter.value'), width: 'minmax(0, 1fr)', cell: one => <bdi>{one.value ?? '–'}</bdi> },
    {
      key: 'detail',
      header: t('import.detail'),
      width: 'minmax(0, 2.2fr)',
      cell: one => (
        <span lang="en" dir="auto">
          {one.detail}
        </span>
      ),
    },
  ]
  const title = t(kind === 'refusals' ? 'import.refusals' : 'import.notices')
  return (
    <section aria-label={title} className={classes.remarks}>
      <header className={classes.remarksHead}>
        <h3 className={classes.heading}>{title}</h3>
        <Button size="xs" variant="default" leftSection={<IconDownload size={16} />} loading={saving.isPending} onClick={() => saving.mutate()}>
          {t(kind === 'refusals' ? 'import.saveRefusals' : 'import.saveNotices')}
        </Button>
      </header>
      <div className={classes.reasons}>
        {Object.entries(reasons).map(([reason, n]) => (
          <Badge key={reason} variant="light" color={kind === 'refusals' ? 'red' : 'yellow'}>
            {words(reason)}: {formatNumber(n)}
          </Badge>
        ))}
      </div>
      <DataList label={title} columns={columns} rowKey={one => `${one.row} ${one.reason}`} {...list} empty={null} />
    </section>
  )
}
