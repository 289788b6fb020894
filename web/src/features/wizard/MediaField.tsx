import { Button, FileButton, Group, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../ui/ProblemNote'
import { IconUpload } from './icons'
import { type Slot, uploadMedium } from './queries'
import { isFileId } from './variables'
import classes from './Wizard.module.css'

interface Props {
  slot: Slot
  value?: string
  onChange: (value: string) => void
}

/** By Meta's limits; the server looks again, at the file itself. */
const accepted: Record<string, { types: string; megabytes: number }> = {
  IMAGE: { types: 'image/jpeg,image/png', megabytes: 5 },
  VIDEO: { types: 'video/mp4,video/3gpp', megabytes: 16 },
  DOCUMENT: { types: '.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.txt', megabytes: 100 },
}
const MEGABYTE = 1024 * 1024
const LINK = 'https://'

/** The picture, video or document of a header: a file of one's own, or a public link. */
export function MediaField({ slot, value, onChange }: Props) {
  const { t } = useTranslation()
  const { types, megabytes } = accepted[slot.kind] ?? { types: '', megabytes: 100 }
  const uploading = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > megabytes * MEGABYTE) throw new TooLarge()
      return uploadMedium(file)
    },
    onSuccess: ({ id }) => onChange(id),
  })
  const isFile = isFileId(value)
  return (
    <fieldset className={classes.variable}>
      <legend>
        <bdi className={classes.code}>{slot.label}</bdi>
      </legend>
      <div className={classes.grow}>
        <Group gap="xs">
          <FileButton accept={types} onChange={file => file && uploading.mutate(file)} inputProps={{ 'aria-label': t('wizard.message.upload') }}>
            {props => (
              <Button {...props} variant="default" leftSection={<IconUpload size={18} />} loading={uploading.isPending}>
                {isFile ? t('wizard.message.uploadOther') : t('wizard.message.upload')}
              </Button>
            )}
          </FileButton>
          <span className={classes.hint}>{isFile ? (uploading.variables?.name ?? t('wizard.message.uploaded')) : t('wizard.message.atMost', { n: megabytes })}</span>
        </Group>
        {uploading.error instanceof TooLarge ? (
          <p className={classes.bad} role="alert">
            {t('wizard.message.tooLarge', { n: megabytes })}
          </p>
        ) : (
          uploading.error && <ProblemNote error={uploading.error} />
        )}
        {!isFile && (
          <TextInput
            mt="xs"
            label={t('wizard.message.link')}
            placeholder={LINK}
            dir="ltr"
            value={value ?? ''}
            onChange={event => onChange(event.currentTarget.value.trim())}
          />
        )}
      </div>
    </fieldset>
  )
}

class TooLarge extends Error {}
