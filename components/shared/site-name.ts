import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

/** Site id → the name people know it by. Components may not ask the sites themselves, so the names are given to the tree. */
export const SiteNames = createContext<ReadonlyMap<string, string>>(new Map())

/** The name of a site; its id where nobody knows a name, as for a site of a newer version. */
export function useSiteName(): (id: string) => string {
  const names = useContext(SiteNames)
  return (id) => names.get(id) ?? id
}
