import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../../lib/format'
import classes from './Builder.module.css'
import { lengthOf } from './draft'

/** The server's words for what Meta would refuse; each says what to do. */
export function RemarkList({ remarks = [] }: { remarks: string[] | undefined }) {
  if (remarks.length === 0) return null
  return (
    <ul className={classes.remarks} role="alert" lang="en">
      {remarks.map(remark => (
        <li key={remark} dir="auto">
          {remark}
        </li>
      ))}
    </ul>
  )
}

/** How much of the most is used. */
export function Counter({ text, most }: { text: string; most: number }) {
  const { t } = useTranslation()
  const used = lengthOf(text)
  return (
    <span className={classes.counter} data-over={used > most || undefined} title={t('builder.characters')}>
      <bdi dir="ltr">
        {formatNumber(used)} / {formatNumber(most)}
      </bdi>
    </span>
  )
}
