import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ApiProblem, textOf } from '../../api/problem'
import type { SaveState } from './DraftSaver'
import classes from './Wizard.module.css'

interface Props {
  state: SaveState
  onAgain: () => void
  onAdopt: () => void
}

/** Whether the draft is safe; what to do where it is not. */
export function SaveNote({ state, onAgain, onAdopt }: Props) {
  const { t } = useTranslation()
  if (state.kind !== 'failed')
    return (
      <span className={classes.saved} role="status">
        {state.kind === 'saved' ? t('wizard.saved') : t('wizard.saving')}
      </span>
    )
  return (
    <div className={classes.unsaved} role="alert">
      <span>
        {t('wizard.notSaved')} {t(textOf(state.error))}
        {state.error instanceof ApiProblem && (
          <small lang="en" dir="auto">
            {state.error.body.detail}
          </small>
        )}
      </span>
      <Button size="xs" variant="default" onClick={state.overtaken ? onAdopt : onAgain}>
        {state.overtaken ? t('wizard.adopt') : t('action.retry')}
      </Button>
    </div>
  )
}
