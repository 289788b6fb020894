import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { languages, useLanguage } from '../lib/i18n'
import { theme, variables } from '../ui/theme'
import { queries } from './queries'
import { router } from './router'

export function Providers({ children }: { children: ReactNode }) {
  return (
    <DirectionProvider>
      {/* variables and classes come as files: no style element is made */}
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        <QueryClientProvider client={queries}>
          <Direction>{children}</Direction>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  )
}

/** Mantine's direction follows the language's. */
function Direction({ children }: { children: ReactNode }) {
  useTranslation()
  const { dir } = languages[useLanguage()]
  const { setDirection } = useDirection()
  useEffect(() => setDirection(dir), [dir, setDirection])
  return children
}

export function App() {
  return (
    <Providers>
      <Notifications position="bottom-right" limit={4} />
      <RouterProvider router={router} />
    </Providers>
  )
}
