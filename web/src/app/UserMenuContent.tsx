import { Button, NativeSelect, SegmentedControl, Stack, useMantineColorScheme, VisuallyHidden } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay, useMe } from '../api/me'
import { signOut } from '../features/identity/queries'
import { roleLabel } from '../features/identity/roles'
import { chooseLanguage, type I18nKey, type Language, languages, useLanguage } from '../lib/i18n'
import { IconDesktop, IconHistory, IconLock, IconLogout, IconMoon, IconSun } from '../ui/icons'
import { screens } from './screens'
import menu from './UserMenu.module.css'

const schemes = [
  { value: 'auto', label: 'theme.auto', icon: IconDesktop },
  { value: 'light', label: 'theme.light', icon: IconSun },
  { value: 'dark', label: 'theme.dark', icon: IconMoon },
] as const satisfies { value: string; label: I18nKey; icon: unknown }[]

interface Props {
  onClose: () => void
  onPassword: () => void
}

export default function UserMenuContent({ onClose, onPassword }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const may = useMay()
  const leave = useMutation({ mutationFn: signOut })
  const entry = { variant: 'subtle', color: 'gray', justify: 'flex-start', className: menu.entry } as const
  return (
    <Stack gap="sm">
      <div className={menu.who}>
        <strong>{me.name}</strong>
        <span dir="ltr">{me.email}</span>
        <span>
          {me.organization.name} · {t(roleLabel[me.role])}
        </span>
      </div>
      <Appearance />
      <Speech />
      <nav className={menu.screens} aria-label={t('shell.screens')}>
        {screens
          .filter(screen => screen.inMenu && may(screen.needs))
          .map(({ to, label, icon: Picture }) => (
            <Button key={to} {...entry} component={Link} to={to} leftSection={<Picture size={18} />} onClick={onClose}>
              {t(label)}
            </Button>
          ))}
      </nav>
      <div>
        <Button {...entry} component={Link} to="/settings/sessions" leftSection={<IconHistory size={18} />} onClick={onClose}>
          {t('sessions.title')}
        </Button>
        <Button {...entry} leftSection={<IconLock size={18} />} onClick={onPassword}>
          {t('password.title')}
        </Button>
        <Button {...entry} leftSection={<IconLogout size={18} />} loading={leave.isPending} onClick={() => leave.mutate()}>
          {t('user.signOut')}
        </Button>
      </div>
    </Stack>
  )
}

function Appearance() {
  const { t } = useTranslation()
  // without transitions it would put a style element into the page, which our Content-Security-Policy forbids
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  return (
    <SegmentedControl
      fullWidth
      aria-label={t('user.theme')}
      value={colorScheme}
      onChange={value => setColorScheme(value as typeof colorScheme)}
      data={schemes.map(({ value, label, icon: Picture }) => ({
        value,
        label: (
          <span className={menu.scheme}>
            <Picture size={18} aria-hidden />
            <VisuallyHidden>{t(label)}</VisuallyHidden>
          </span>
        ),
      }))}
    />
  )
}

function Speech() {
  const { t } = useTranslation()
  return (
    <NativeSelect
      label={t('user.language')}
      value={useLanguage()}
      data={Object.entries(languages).map(([value, { name }]) => ({ value, label: name }))}
      onChange={event => void chooseLanguage(event.currentTarget.value as Language)}
    />
  )
}
