import { closestCenter, DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import { arrayMove, SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card } from '../../../ui/Card'
import { IconAdd } from '../icons'
import type { SectionProps } from './Builder'
import classes from './Builder.module.css'
import { ButtonRow } from './ButtonRow'
import { buttonLabel } from './buttonWords'
import { type ButtonDraft, buttonTypes, newButton } from './draft'
import { MOST_BUTTONS } from './limits'
import { RemarkList } from './parts'

export function ButtonsSection({ draft, set, remarks }: SectionProps) {
  const { t } = useTranslation()
  const { buttons } = draft
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const put = (changed: ButtonDraft[]) => set({ buttons: changed })
  const place = (key: string | number | undefined) => buttons.findIndex(button => button.key === key)
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over && active.id !== over.id) put(arrayMove(buttons, place(active.id), place(over.id)))
  }
  const where = (id: string | number | undefined) => ({ place: place(id) + 1, of: buttons.length })
  const full = buttons.length >= MOST_BUTTONS
  return (
    <Card title={t('builder.buttons')} hint={t('builder.buttonsHint')}>
      <div className={classes.section}>
        <DndContext
          sensors={sensors}
          collisionDetection={closestCenter}
          onDragEnd={onDragEnd}
          accessibility={{
            screenReaderInstructions: { draggable: t('builder.moveHint') },
            announcements: {
              onDragStart: ({ active }) => t('builder.moveStart', where(active.id)),
              onDragOver: ({ over }) => t('builder.moveOver', where(over?.id)),
              onDragEnd: ({ over }) => t('builder.moveEnd', where(over?.id)),
              onDragCancel: () => t('builder.moveCancel'),
            },
          }}
        >
          <SortableContext items={buttons.map(button => button.key)} strategy={verticalListSortingStrategy}>
            <ul className={classes.buttons}>
              {buttons.map((button, index) => (
                <ButtonRow
                  key={button.key}
                  button={button}
                  place={index + 1}
                  remarks={remarks[`button.${index}`]}
                  onChange={change => put(buttons.map(one => (one === button ? { ...one, ...change } : one)))}
                  onRemove={() => put(buttons.filter(one => one !== button))}
                />
              ))}
            </ul>
          </SortableContext>
        </DndContext>
        <RemarkList remarks={remarks.buttons} />
        <Menu position="bottom-start">
          <Menu.Target>
            <Button
              variant="light"
              leftSection={<IconAdd size={18} />}
              disabled={full}
              title={full ? t('builder.buttonsFull') : undefined}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('builder.addButton')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {buttonTypes.map(type => (
              <Menu.Item key={type} onClick={() => put([...buttons, newButton(type)])}>
                {t(buttonLabel[type])}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
    </Card>
  )
}
