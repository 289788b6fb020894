import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactColumn } from './columns'
import { nameOf } from './name'
import type { Contact } from './queries'
import classes from './Table.module.css'
import { TagEditor } from './TagEditor'

interface Props {
  contact: Contact
  index: number
  top: number
  height: number
  columns: ContactColumn[]
  selected: boolean
  onSelect?: (id: string) => void
  tagging: boolean
  onTag?: (id: string) => void
  onTagged: () => void
}

export const ContactRow = memo(function ContactRow({ contact, index, top, height, columns, selected, onSelect, tagging, onTag, onTagged }: Props) {
  const { t } = useTranslation()
  const name = nameOf(contact)
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      data-place
      data-selected={selected || undefined}
      style={{ transform: `translateY(${top}px)`, height }}
    >
      {onSelect && (
        <span role="cell" className={classes.select}>
          <input type="checkbox" className={classes.box} aria-label={t('contact.select', { name })} checked={selected} onChange={() => onSelect(contact.id)} />
        </span>
      )}
      <span role="cell" className={classes.who}>
        <a href={`/contacts/${contact.id}`} data-contact={contact.id} className={classes.opener}>
          <bdi className={classes.name}>{name}</bdi>
        </a>
        {contact.name && (
          <bdi dir="ltr" className={classes.number}>
            {contact.phone ?? contact.bsuid}
          </bdi>
        )}
      </span>
      <span role="cell" className={classes.tags}>
        {contact.tags.map(tag => (
          <bdi key={tag} className={classes.tag}>
            {tag}
          </bdi>
        ))}
        {tagging ? (
          <TagEditor contact={contact} onClose={onTagged} />
        ) : (
          onTag && (
            <button type="button" className={classes.addTag} aria-label={t('contact.editTagsOf', { name })} onClick={() => onTag(contact.id)}>
              {contact.tags.length === 0 ? `+ ${t('filter.field.tag')}` : '+'}
            </button>
          )
        )}
      </span>
      {columns.map(column => {
        const content = column.cell(contact)
        return (
          <span key={column.key} role="cell" className={classes.cell} data-label={column.header} data-nothing={content === '–' || undefined}>
            {content}
          </span>
        )
      })}
    </div>
  )
})
