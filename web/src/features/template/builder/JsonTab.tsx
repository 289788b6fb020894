import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Builder.module.css'
import type { Draft, Rest } from './draft'
import { fromComponents } from './fromComponents'
import { RemarkList } from './parts'
import type { Remarks } from './remarks'

interface Props {
  draft: Draft
  components: Rest[]
  remarks: Remarks
  onChange: (draft: Draft) => void
}

/** The components as Meta has them. What is no JSON yet stays in this field; what is shows everywhere else. */
export function JsonTab({ draft, components, remarks, onChange }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(() => JSON.stringify(components, null, 2))
  const [wrong, setWrong] = useState(false)
  const write = (changed: string) => {
    setText(changed)
    const parsed = parse(changed)
    setWrong(!parsed)
    if (parsed) onChange(fromComponents(draft, parsed))
  }
  return (
    <>
      <Textarea
        className={classes.json}
        label={t('builder.json')}
        description={t('builder.jsonHint')}
        autosize
        minRows={16}
        maxRows={32}
        dir="ltr"
        spellCheck={false}
        value={text}
        error={wrong ? t('builder.jsonWrong') : undefined}
        onChange={event => write(event.currentTarget.value)}
      />
      <RemarkList remarks={Object.values(remarks).flat()} />
    </>
  )
}

/** @returns undefined for anything but an array of objects */
function parse(text: string): Rest[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) && value.every(one => typeof one === 'object' && one !== null && !Array.isArray(one)) ? (value as Rest[]) : undefined
  } catch {
    return undefined
  }
}
