import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../lib/format'

/** How many; above ten thousand it is an estimate, and says so. */
export function People({ count }: { count?: { total: number; totalIsEstimate: boolean } }) {
  const { t } = useTranslation()
  if (!count) return '…'
  return count.totalIsEstimate ? t('audience.about', { n: formatNumber(count.total) }) : formatNumber(count.total)
}
