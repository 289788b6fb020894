import { Loader, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { CompactEmoji } from 'emojibase'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../lib/i18n'
import classes from './Composer.module.css'
import { found, readEmoji } from './emoji'

const MOST_FOUND = 120

/** All emoji by group, or those whose name has the words that are typed. */
export default function EmojiPicker({ onEmoji }: { onEmoji: (emoji: string) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [wanted, setWanted] = useState('')
  const { data: groups } = useQuery({ queryKey: ['emoji', language], queryFn: () => readEmoji(language), staleTime: Infinity })
  const search = wanted.trim()
  return (
    <>
      <TextInput type="search" aria-label={t('inbox.emojiSearch')} placeholder={t('inbox.emojiSearch')} value={wanted} onChange={event => setWanted(event.currentTarget.value)} mb="xs" data-autofocus />
      <div className={classes.emojiList}>
        {!groups && <Loader type="dots" m="md" />}
        {groups && search && <Grid emoji={found(groups, search).slice(0, MOST_FOUND)} onEmoji={onEmoji} />}
        {groups &&
          !search &&
          groups.map(group => (
            <section key={group.name} className={classes.emojiGroup} aria-label={group.name}>
              <h3>{group.name}</h3>
              <Grid emoji={group.emoji} onEmoji={onEmoji} />
            </section>
          ))}
      </div>
    </>
  )
}

const Grid = memo(function Grid({ emoji, onEmoji }: { emoji: CompactEmoji[]; onEmoji: (emoji: string) => void }) {
  const { t } = useTranslation()
  if (emoji.length === 0) return <p className={classes.hint}>{t('inbox.noEmoji')}</p>
  return (
    <div className={classes.emojiGrid}>
      {emoji.map(one => (
        <button key={one.hexcode} type="button" aria-label={one.label} title={one.label} onClick={() => onEmoji(one.unicode)}>
          {one.unicode}
        </button>
      ))}
    </div>
  )
})
