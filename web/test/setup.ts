import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'
import { allWords, startI18n } from '../src/lib/i18n'

// happy-dom has no layout: what Mantine asks of it while it renders
class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver ??= NoObserver as unknown as typeof ResizeObserver
// what a growing text field listens to
Object.defineProperty(document, 'fonts', { value: document.fonts ?? new EventTarget() })
Element.prototype.scrollIntoView ??= () => undefined

// a busy machine is slow, not wrong
configure({ asyncUtilTimeout: 10_000 })

beforeEach(async () => {
  await startI18n('en')
  await allWords()
})
afterEach(() => {
  cleanup()
  localStorage.clear()
})
