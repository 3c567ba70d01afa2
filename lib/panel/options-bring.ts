import type { Problem } from '../model/problem.ts'
import type { Workspace } from '../model/workspace.ts'
import type { OptionsPorts, OwnEntries } from './options-ports.ts'

/** Where somebody is with the question whether what they wrote alone goes to the team that they joined. */
export type Bringing =
  | {
      readonly step: 'ask'
      readonly team: Workspace
      readonly from: Workspace
      readonly own: OwnEntries
      readonly choice: 'all' | 'none' | 'some'
      /** Ids of the people whose entries go along, with `some`. */
      readonly chosen: ReadonlySet<string>
      readonly problem: Problem | null
    }
  | { readonly step: 'copying'; readonly team: Workspace; readonly done: number; readonly of: number }
  | { readonly step: 'done'; readonly team: Workspace; readonly copied: number; readonly already: number }

interface BringSignals {
  readonly bringing: { value: Bringing | null }
  readonly problem: { value: Problem | null }
}

/** Taking along to a team what was written in the personal workspace. Nothing goes without being asked. */
export function bringActions(ports: OptionsPorts, { bringing, problem }: BringSignals) {
  const asking = () => (bringing.value?.step === 'ask' ? bringing.value : null)
  return {
    /** Asks, where there is anything to take along. */
    async askToBring(team: Workspace): Promise<void> {
      const read = await ports.readWorkspaces()
      const from = read.ok ? read.value.all.find(({ kind }) => kind === 'personal') : undefined
      if (from === undefined) return
      const own = await ports.countOwn(from)
      if (!own.ok) {
        problem.value = own.problem
        return
      }
      if (own.value.people.length === 0) return
      bringing.value = {
        step: 'ask',
        team,
        from,
        own: own.value,
        choice: 'none',
        chosen: new Set(),
        problem: null,
      }
    },
    chooseToBring(choice: 'all' | 'none' | 'some'): void {
      const asked = asking()
      if (asked !== null) bringing.value = { ...asked, choice }
    },
    pickToBring(contactId: string, picked: boolean): void {
      const asked = asking()
      if (asked === null) return
      const chosen = new Set(asked.chosen)
      if (picked) chosen.add(contactId)
      else chosen.delete(contactId)
      bringing.value = { ...asked, chosen }
    },
    /** Does what was chosen. What fails leaves everything where it was, and may be tried again: nothing goes twice. */
    async bring(): Promise<void> {
      const asked = asking()
      if (asked === null) return
      const { team, from, choice } = asked
      if (choice === 'none' || (choice === 'some' && asked.chosen.size === 0)) {
        bringing.value = null
        return
      }
      bringing.value = { step: 'copying', team, done: 0, of: 0 }
      const contacts = choice === 'all' ? choice : [...asked.chosen]
      const taken = await ports.takeAlong(from, team, contacts, (done, of) => {
        bringing.value = { step: 'copying', team, done, of }
      })
      bringing.value = taken.ok
        ? { step: 'done', team, ...taken.value }
        : { ...asked, problem: taken.problem }
      if (taken.ok) await ports.sendNow()
    },
    endBringing(): void {
      bringing.value = null
    },
  }
}
