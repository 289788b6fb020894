import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { countryName } from '../../lib/countries'
import { Card } from '../../ui/Card'
import type { FilterJson } from '../../ui/filter/model'
import { ProblemNote } from '../../ui/ProblemNote'
import classes from './Audience.module.css'
import { People } from './People'
import { previewQuery } from './queries'

/** How many match now, and the newest ten of them. */
export function AudiencePreview({ filter }: { filter: FilterJson | undefined }) {
  const { t } = useTranslation()
  const [asked] = useDebouncedValue(JSON.stringify(filter), 400)
  const { data, error, isFetching } = useQuery(previewQuery(asked === undefined ? undefined : (JSON.parse(asked) as FilterJson)))
  return (
    <Card title={t('audience.now')}>
      {error ? (
        <ProblemNote error={error} />
      ) : (
        <>
          <p className={classes.total} role="status" aria-busy={isFetching} data-old={isFetching || !filter || undefined}>
            <People count={data} />
          </p>
          {!filter && <p className={classes.dim}>{t('audience.unfinished')}</p>}
          {data && (
            <>
              <p className={classes.dim}>{data.sample.length > 0 ? t('audience.sample') : data.total > 0 ? t('audience.noSample') : t('audience.nobody')}</p>
              <ul className={classes.sample}>
                {data.sample.map(person => (
                  <li key={person.id}>
                    <Link to="/contacts/$contactId" params={{ contactId: person.id }} className={classes.person}>
                      <bdi>{person.name ?? person.phone ?? person.bsuid}</bdi>
                    </Link>
                    <span className={classes.dim}>{person.country ? countryName(person.country) : ''}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </Card>
  )
}
