import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, deepMerge, mergeMantineTheme } from '@mantine/core'
import { theme, variables } from './theme.ts'

/** The style sheet that MantineProvider would have made when it starts. Runs at build time. */
export function themeVariables(): string {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme)
  return convertCssVariables(deepMerge(defaultCssVariablesResolver(merged), variables(merged)), ':root')
}
