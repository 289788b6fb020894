import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me'
import { ApiProblem } from '../../api/problem'
import { ProblemNote } from '../../ui/ProblemNote'
import { said } from '../../ui/toasts'
import { changeSetting, type Setting, settingsQuery } from './queries'
import { SettingInput } from './SettingInput'
import classes from './Settings.module.css'
import { wordsOf } from './words'

/** One setting, saved for itself; the server says what is wrong with a value. */
export function SettingRow({ setting }: { setting: Setting }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const mayChange = useMay()('MANAGE_SETTINGS')
  const [value, setValue] = useState<unknown>(setting.value)
  const saving = useMutation({
    mutationFn: (wanted: unknown) => changeSetting({ key: setting.key, value: wanted, version: setting.version }),
    onSuccess: settings => {
      queries.setQueryData(settingsQuery.queryKey, settings)
      said(t('setting.saved'))
    },
  })
  const words = wordsOf(setting.key)
  const label = words ? t(words.label) : setting.key
  const changed = JSON.stringify(value) !== JSON.stringify(setting.value)
  const remark = saving.error instanceof ApiProblem ? Object.values(saving.error.fields)[0] : undefined
  const isSwitch = typeof setting.defaultValue === 'boolean'
  const put = (next: unknown) => {
    setValue(next)
    // a switch has nothing to think over
    if (isSwitch) saving.mutate(next, { onError: () => setValue(setting.value) })
  }
  return (
    <li className={classes.row}>
      <SettingInput
        label={label}
        hint={words ? t(words.hint) : setting.meaning}
        defaultValue={setting.defaultValue}
        value={value}
        disabled={!mayChange || (isSwitch && saving.isPending)}
        error={remark}
        onChange={put}
      />
      {saving.error && !remark ? <ProblemNote error={saving.error} /> : null}
      {mayChange && !isSwitch && (changed || !setting.isDefault) && (
        <Group gap="xs">
          {changed && (
            <>
              <Button size="xs" loading={saving.isPending} onClick={() => saving.mutate(value)}>
                {t('action.save')}
              </Button>
              <Button size="xs" variant="default" onClick={() => setValue(setting.value)}>
                {t('action.back')}
              </Button>
            </>
          )}
          {!changed && (
            <Button size="xs" variant="subtle" loading={saving.isPending} onClick={() => saving.mutate(null)}>
              {t('setting.reset')}
            </Button>
          )}
        </Group>
      )}
    </li>
  )
}
