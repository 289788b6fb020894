import { ActionIcon, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconClose } from '../icons'
import classes from './Filter.module.css'
import type { FilterChoices } from './FilterBuilder'
import { type Condition, type Field, fieldLabel, fields, newCondition, type Operator, operatorLabel, operators } from './model'
import { AttributeName, ValueEditor } from './ValueEditor'

interface Props {
  condition: Condition
  choices: FilterChoices
  onChange: (condition: Condition) => void
  onRemove: () => void
}

/** Operators that mean the same kind of value keep what was typed. */
const kindOf = (operator: Operator) => (operator === 'isNot' ? 'is' : operator === 'notWithin' ? 'within' : operator)

export function ConditionRow({ condition, choices, onChange, onRemove }: Props) {
  const { t } = useTranslation()
  const { field, operator } = condition
  const chooseOperator = (next: Operator) =>
    onChange(kindOf(next) === kindOf(operator) ? { ...condition, operator: next } : { ...condition, operator: next, values: [], from: undefined, to: undefined })
  return (
    <div className={classes.row} role="group" aria-label={t(fieldLabel[field])}>
      <Select
        size="sm"
        aria-label={t('filter.field')}
        allowDeselect={false}
        data={fields.map(value => ({ value, label: t(fieldLabel[value]) }))}
        value={field}
        onChange={next => onChange({ ...newCondition(next as Field), id: condition.id })}
        maxDropdownHeight={340}
      />
      {field === 'attribute' && <AttributeName condition={condition} choices={choices} onChange={onChange} />}
      {operators[field].length > 1 && (
        <Select
          size="sm"
          aria-label={t('filter.operator')}
          allowDeselect={false}
          data={operators[field].map(value => ({ value, label: t(operatorLabel[value]) }))}
          value={operator}
          onChange={next => chooseOperator(next as Operator)}
          maxDropdownHeight={340}
        />
      )}
      <div className={classes.value}>
        <ValueEditor condition={condition} choices={choices} onChange={onChange} />
      </div>
      <ActionIcon variant="subtle" color="gray" aria-label={t('filter.remove')} onClick={onRemove} className={classes.remove}>
        <IconClose size={18} />
      </ActionIcon>
    </div>
  )
}
