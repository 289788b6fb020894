import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Shows at once what a change was answered with. Meta or somebody else may have changed it again before the answer came, and
 * been told already, so it is read once more where it is shown.
 */
export function keepAnswer<T>(queries: QueryClient, queryKey: QueryKey, answer: T) {
  queries.setQueryData<T>(queryKey, answer)
  void queries.invalidateQueries({ queryKey, exact: true })
}
