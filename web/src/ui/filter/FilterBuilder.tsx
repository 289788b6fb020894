import { Button, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ConditionRow } from './ConditionRow'
import classes from './Filter.module.css'
import { count, DEEPEST, type Group, MOST_CONDITIONS, newCondition, newGroup, type Part } from './model'

/** What can be chosen from; whoever shows the builder asks for it. */
export interface FilterChoices {
  tags: string[]
  attributes: { name: string; example: string }[]
  campaigns: { id: string; name: string }[]
}

interface Props {
  value: Group
  onChange: (value: Group) => void
  choices: FilterChoices
}

/** Says in conditions and groups of them who is meant. What is made of it: `toJson` and `fromJson`. */
export function FilterBuilder({ value, onChange, choices }: Props) {
  return <GroupEditor group={value} onChange={onChange} choices={choices} depth={1} full={count(value) >= MOST_CONDITIONS} />
}

interface GroupProps {
  group: Group
  onChange: (group: Group) => void
  onRemove?: () => void
  choices: FilterChoices
  depth: number
  full: boolean
}

function GroupEditor({ group, onChange, onRemove, choices, depth, full }: GroupProps) {
  const { t } = useTranslation()
  const replace = (part: Part) => onChange({ ...group, of: group.of.map(one => (one.id === part.id ? part : one)) })
  const remove = (id: string) => onChange({ ...group, of: group.of.filter(one => one.id !== id) })
  const add = (part: Part) => onChange({ ...group, of: [...group.of, part] })
  return (
    <fieldset className={classes.group} data-inner={depth > 1 || undefined}>
      <legend className="visually-hidden">{t('filter.group')}</legend>
      <div className={classes.head}>
        <SegmentedControl
          size="xs"
          aria-label={t('filter.join')}
          value={group.join}
          onChange={join => onChange({ ...group, join: join as Group['join'] })}
          data={[
            { value: 'all', label: t('filter.all') },
            { value: 'any', label: t('filter.any') },
          ]}
        />
        {onRemove && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={onRemove}>
            {t('filter.removeGroup')}
          </Button>
        )}
      </div>
      {group.of.length === 0 && <p className={classes.everybody}>{depth === 1 ? t('filter.everybody') : t('filter.emptyGroup')}</p>}
      {group.of.map(part =>
        part.kind === 'condition' ? (
          <ConditionRow key={part.id} condition={part} choices={choices} onChange={replace} onRemove={() => remove(part.id)} />
        ) : (
          <GroupEditor key={part.id} group={part} choices={choices} depth={depth + 1} full={full} onChange={replace} onRemove={() => remove(part.id)} />
        ),
      )}
      <div className={classes.add}>
        <Button size="xs" variant="light" disabled={full} onClick={() => add(newCondition())}>
          {t('filter.addCondition')}
        </Button>
        {depth < DEEPEST && (
          <Button size="xs" variant="subtle" disabled={full} onClick={() => add(newGroup(group.join === 'all' ? 'any' : 'all', [newCondition()]))}>
            {t('filter.addGroup')}
          </Button>
        )}
        {full && <span className={classes.everybody}>{t('filter.full', { n: MOST_CONDITIONS })}</span>}
      </div>
    </fieldset>
  )
}
