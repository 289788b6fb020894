import { useTranslation } from 'react-i18next'
import { IconAlert } from '../../ui/icons'
import classes from './Account.module.css'
import { IconFail, IconGood } from './icons'
import type { Check, Finding } from './queries'
import { checkLabel, stateLabel } from './words'

const pictures = { OK: IconGood, WARN: IconAlert, FAIL: IconFail }

/** What was looked at, each with the way out. The words are the server's. */
export function Checks({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation()
  return (
    <ul className={classes.checks}>
      {findings.map(({ name, state, detail, fix }) => {
        const Picture = pictures[state]
        const label = checkLabel(name)
        return (
          <li key={`${name} ${detail}`} className={classes.check} data-state={state}>
            <Picture size={22} role="img" aria-label={t(stateLabel[state])} />
            <div>
              <strong>{label ? t(label) : name}</strong>
              <p lang="en" dir="auto">
                {detail}
              </p>
              {fix && (
                <p className={classes.fix} lang="en" dir="auto">
                  {fix}
                </p>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** Of an account, as the doctor tells them. */
export const asFindings = (checks: Check[]): Finding[] => checks.map(({ ok, ...check }) => ({ ...check, state: ok ? 'OK' : 'FAIL' }))
