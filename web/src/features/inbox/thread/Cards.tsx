import { useTranslation } from 'react-i18next'
import { IconContact } from '../icons'
import classes from './Content.module.css'

/** Cards of people that somebody shared. */
export function Cards({ people }: { people: { name?: string; phones: string[] }[] }) {
  const { t } = useTranslation()
  return people.map((person, n) => (
    // two cards may be alike
    // oxlint-disable-next-line react/no-array-index-key
    <div key={n} className={classes.card}>
      <IconContact size={26} stroke={1.6} aria-hidden />
      <span className={classes.cardWords}>
        <strong dir="auto">{person.name ?? t('inbox.nameless')}</strong>
        {person.phones.map(phone => (
          <bdi key={phone} dir="ltr">
            {phone}
          </bdi>
        ))}
      </span>
    </div>
  ))
}
