import type { Identity } from '../model/contact.ts'
import type { Result } from '../model/problem.ts'
import type { ConcurrentView, FactView, PersonView } from '../store/views.ts'
import type { Attempted } from './log-outcome.ts'
import type { PanelState } from './panel-state.ts'
import type { PanelToast } from './panel-toast.ts'
import { pokeSync } from './poke-sync.ts'
import type { NewFact, PanelPorts } from './ports.ts'

/** Fields of a person that can be edited, in the order of the form. */
export const PERSON_FIELDS = ['name', 'role', 'organisation'] as const

/** Everything that may be done to what we know of a person. Each answers whether it was stored. */
export interface PersonActions {
  /** Only fields that say something else than they did are written. */
  saveFields(view: PersonView, values: Readonly<Record<string, string>>): Promise<boolean>
  /** Of two values written at once, takes the one that lost. */
  useValue(view: PersonView, concurrent: ConcurrentView): Promise<boolean>
  /** …or settles that the one shown stands. */
  keepValue(view: PersonView, concurrent: ConcurrentView): Promise<boolean>
  addTag(contactId: string, tag: string): Promise<boolean>
  removeTag(contactId: string, tag: string): Promise<boolean>
  linkHandle(contactId: string, site: string, handle: string): Promise<boolean>
  unlinkHandle(contactId: string, identity: Identity): Promise<boolean>
  /** Two are one person. Afterwards the panel shows the one that stands for both. */
  merge(contactId: string, otherId: string): Promise<boolean>
  unmerge(contactId: string, mergedId: string): Promise<boolean>
  deletePerson(contactId: string): Promise<boolean>
  restorePerson(contactId: string): Promise<boolean>
  addFact(contactId: string, fact: NewFact): Promise<boolean>
  /** Says that it is still so, for as long again as it was meant to hold. */
  confirmFact(fact: FactView): Promise<boolean>
  retractFact(fact: FactView): Promise<boolean>
  /** Offers everything about one person as a file. */
  savePerson(view: PersonView): Promise<void>
}

export function createPersonActions(
  state: PanelState,
  ports: PanelPorts,
  attempted: Attempted,
  moves: { readonly leaveGone: () => void; readonly showPerson: (contactId: string) => void },
): PersonActions {
  const { store } = ports
  const write = async (work: () => Promise<Result<unknown>>, toast: PanelToast | null = null) => {
    const done = await attempted('person', work)
    if (!done.ok) return false
    if (toast !== null) state.toast.value = toast
    void pokeSync(ports)
    return true
  }
  const back = (work: () => Promise<Result<unknown>>) => async () => {
    await write(work, { kind: 'as-before' })
  }
  return {
    ...createFieldActions(ports, write, back),
    ...createSetActions(ports, write, back),
    ...createFactActions(ports, write),
    async merge(contactId, otherId) {
      const merged = await attempted('person', () => store.mergeContacts(contactId, otherId))
      if (!merged.ok) return false
      const survivor = merged.value
      const gone = survivor === contactId ? otherId : contactId
      if (survivor !== contactId) moves.showPerson(survivor)
      state.toast.value = { kind: 'merged', revert: back(() => store.unmergeContacts(survivor, gone)) }
      void pokeSync(ports)
      return true
    },
    unmerge: (contactId, mergedId) =>
      write(() => store.unmergeContacts(contactId, mergedId), {
        kind: 'parted',
        revert: back(() => store.mergeContacts(contactId, mergedId)),
      }),
    async deletePerson(contactId) {
      const deleted = await write(() => store.deleteContact(contactId))
      if (!deleted) return false
      moves.leaveGone()
      state.toast.value = { kind: 'person-deleted', revert: back(() => store.restoreContact(contactId)) }
      return true
    },
    restorePerson: (contactId) => write(() => store.restoreContact(contactId), { kind: 'as-before' }),
    async savePerson(view) {
      const { id } = view.contact
      const file = await attempted('save-file', async () => ({
        ok: true as const,
        value: await store.exportPerson(id),
      }))
      if (!file.ok) return
      ports.saveFile(`earshot-${fileName(view.summary.name)}.json`, file.value)
      state.toast.value = { kind: 'file-saved' }
    },
  }
}

type Write = (work: () => Promise<Result<unknown>>, toast?: PanelToast) => Promise<boolean>
type Back = (work: () => Promise<Result<unknown>>) => () => Promise<void>

function createFieldActions(
  { store }: PanelPorts,
  write: Write,
  back: Back,
): Pick<PersonActions, 'saveFields' | 'useValue' | 'keepValue'> {
  return {
    async saveFields({ contact }, values) {
      const changed = Object.entries(values)
        .map(([field, value]) => [field, value.trim()] as const)
        .filter(([field, value]) => value !== (contact.fields[field]?.value ?? ''))
      if (changed.length === 0) return true
      const set = (of: (field: string, value: string) => string) =>
        store.setFields(
          contact.id,
          Object.fromEntries(
            changed.map(([field, value]) => [
              field,
              { value: of(field, value), base: contact.fields[field]?.hlc ?? null },
            ]),
          ),
        )
      return write(() => set((_field, value) => value), {
        kind: 'fields-saved',
        revert: back(() => set((field) => contact.fields[field]?.value ?? '')),
      })
    },
    useValue: ({ contact }, { field, lost, shown }) =>
      write(() => store.useThis(contact.id, field, lost.hlc), {
        kind: 'value-used',
        revert: back(() => store.setFields(contact.id, { [field]: { value: shown.value, base: null } })),
      }),
    keepValue: ({ contact }, { field }) =>
      write(() => store.keepShown(contact.id, field), { kind: 'value-kept' }),
  }
}

function createSetActions(
  { store }: PanelPorts,
  write: Write,
  back: Back,
): Pick<PersonActions, 'addTag' | 'removeTag' | 'linkHandle' | 'unlinkHandle'> {
  return {
    addTag: (contactId, tag) => write(() => store.addTag(contactId, tag)),
    removeTag: (contactId, tag) =>
      write(() => store.removeTag(contactId, tag), {
        kind: 'tag-removed',
        revert: back(() => store.addTag(contactId, tag)),
      }),
    linkHandle(contactId, site, typed) {
      const handle = typed.trim().replace(/^@/, '')
      // As sites fold a handle.
      const identity = { site, key: handle.toLowerCase(), handle, name: null, url: null, stableId: null }
      return write(() => store.linkHandle(contactId, identity))
    },
    unlinkHandle: (contactId, identity) =>
      write(() => store.unlinkHandle(contactId, { site: identity.site, key: identity.key }), {
        kind: 'handle-unlinked',
        revert: back(() => store.linkHandle(contactId, identity)),
      }),
  }
}

function createFactActions(
  { store, now }: PanelPorts,
  write: Write,
): Pick<PersonActions, 'addFact' | 'confirmFact' | 'retractFact'> {
  return {
    addFact: (contactId, fact) => write(() => store.addFact(contactId, fact)),
    confirmFact: ({ fact }) =>
      write(() => store.confirmFact(fact.id, anotherTerm(fact.expires, fact.at, now())), {
        kind: 'fact-confirmed',
      }),
    retractFact: ({ fact }) => write(() => store.retractFact(fact.id), { kind: 'fact-retracted' }),
  }
}

/** From now, as long as it was meant to hold when it was said; null: for ever. Days are those of UTC. */
function anotherTerm(expires: string | null, saidAt: number, now: number): string | null {
  if (expires === null) return null
  const length = Math.max(Date.parse(`${expires}T00:00:00Z`) - saidAt, 86_400_000)
  return new Date(now + length).toISOString().slice(0, 10)
}

/** A name that every file system takes. */
function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 60) || 'person'
}
