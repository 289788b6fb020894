import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type DrawerProps,
  type MenuProps,
  type ModalProps,
  type VariantColorsResolver,
} from '@mantine/core'

/** Mantine's light variant has too little contrast for WCAG AA: darker text on light, lighter text on dark. */
const readable: VariantColorsResolver = input => {
  const colors = defaultVariantColorsResolver(input)
  const name = (input.color ?? input.theme.primaryColor).split('.')[0] ?? ''
  if (input.variant === 'light' && input.theme.colors[name])
    return {
      ...colors,
      color: `light-dark(color-mix(in srgb, var(--mantine-color-${name}-9), black 30%), var(--mantine-color-${name}-2))`,
    }
  return colors
}

export const theme = createTheme({
  primaryColor: 'wa',
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'Inter, "Noto Sans", "Noto Sans Arabic", "Noto Sans Devanagari", system-ui, sans-serif',
  variantColorResolver: readable,
  colors: {
    wa: ['#e7faf3', '#d2f2e5', '#a4e5cb', '#73d8af', '#4bcd97', '#32c688', '#1fb978', '#0fa266', '#04794c', '#005f3b'],
  },
  components: {
    Badge: { defaultProps: { tt: 'none', fw: 600 } },
    // not by `extend`: it would load each of them before the first screen
    // locking the page's scrolling puts a style element into it, which our Content-Security-Policy forbids
    Modal: { defaultProps: { lockScroll: false, centered: true } satisfies Partial<ModalProps> },
    Drawer: { defaultProps: { lockScroll: false } satisfies Partial<DrawerProps> },
    // what it puts into the menu to be focused first is nothing that a menu may hold
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } satisfies Partial<MenuProps> },
  },
})

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5b6570',
    '--mantine-color-placeholder': '#68727d',
    '--mantine-color-error': '#c92a2a',
    '--app-ground': '#f6f7f6',
    '--app-line': '#e3e6e4',
    '--app-thread': '#efe9e1',
    '--app-bubble-out': '#d8fdd3',
  },
  dark: {
    '--mantine-color-dimmed': '#a9b1ba',
    '--mantine-color-placeholder': '#98a1ab',
    '--mantine-color-error': '#ff8787',
    '--app-ground': '#1a1c1e',
    '--app-line': '#3a3f43',
    '--app-thread': '#0b141a',
    '--app-bubble-out': '#144d37',
  },
})
