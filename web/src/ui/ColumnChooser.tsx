import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import classes from './ColumnChooser.module.css'
import { IconColumns } from './icons'

/** Which columns a list shows; kept for this browser. */
export const useColumns = (list: string, usual: string[]) => useLocalStorage({ key: `wabs.columns.${list}`, defaultValue: usual, getInitialValueInEffect: false })

interface Props {
  all: { key: string; header: string }[]
  chosen: string[]
  onChange: (chosen: string[]) => void
}

export function ColumnChooser({ all, chosen, onChange }: Props) {
  const { t } = useTranslation()
  // in the order of the table, whatever the order of the clicks
  const toggle = (key: string) => onChange(all.map(one => one.key).filter(one => (one === key) !== chosen.includes(one)))
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns size={18} />} className={classes.chooser}>
          {t('list.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.columns')}>
        <Stack gap={8}>
          {all.map(({ key, header }) => (
            <Checkbox key={key} size="sm" label={header} checked={chosen.includes(key)} onChange={() => toggle(key)} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
