import { fail, ok } from '../../lib/model/problem.ts'
import type { PanelStore } from '../../lib/panel/ports.ts'
import type { EarshotDatabase } from '../../lib/store/database.ts'
import {
  discardSetAside,
  editableTexts,
  exportSetAside,
  exportUnsent,
  readSetAside,
  resendSetAside,
  restoreSetAside,
} from '../../lib/store/quarantine.ts'
import { readMembers, readSummaries } from '../../lib/store/read-people.ts'
import { acknowledgeLost } from '../../lib/store/read-sync-status.ts'
import type { Actor } from '../../lib/store/views.ts'

type SetAsideDoors = Pick<
  PanelStore,
  | 'readSetAside'
  | 'resendSetAside'
  | 'discardSetAside'
  | 'exportSetAside'
  | 'exportUnsent'
  | 'acknowledgeLost'
  | 'readTeam'
>

/** What was set aside and what was never sent, bound to one workspace and to who writes in it. */
export function createSetAsideDoors(db: EarshotDatabase, actor: Actor): SetAsideDoors {
  return {
    async readSetAside() {
      const rows = await readSetAside(db)
      const subjects = rows.map(({ raw }) => subjectOf(raw))
      const known = subjects.filter((id) => id !== null)
      const people = await readSummaries(db, [...new Set(known)], actor.memberId)
      const members = await readMembers(db)
      return {
        entries: rows.map(({ id, origin, reason, raw, at }, n) => ({
          id,
          origin,
          reason,
          raw,
          at,
          texts: origin === 'refused' ? editableTexts(raw) : {},
          about: people.find((person) => person.id === subjects[n])?.name || null,
        })),
        names: Object.fromEntries(members.map(({ id, name }) => [id, name])),
      }
    },
    resendSetAside: (id, changes) => resendSetAside(db, actor, id, changes),
    async discardSetAside(id) {
      const gone = await discardSetAside(db, id)
      if (!gone.ok) return gone
      const row = gone.value
      return row === null ? fail('not-found') : ok({ restore: () => restoreSetAside(db, row) })
    },
    exportSetAside: (ids) => exportSetAside(db, ids ?? undefined),
    exportUnsent: () => exportUnsent(db),
    acknowledgeLost: () => acknowledgeLost(db),
    async readTeam() {
      const members = await readMembers(db)
      return members.map(({ id, name, role }) => ({
        id,
        name,
        me: id === actor.memberId,
        role: role ?? null,
      }))
    },
  }
}

/** Whom an event is about. What was set aside may have any shape. */
function subjectOf(raw: unknown): string | null {
  const subject = typeof raw === 'object' && raw !== null && 'subject' in raw ? raw.subject : null
  return typeof subject === 'string' ? subject : null
}
