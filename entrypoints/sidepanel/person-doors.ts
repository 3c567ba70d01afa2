import { dayOf } from '../../lib/panel/day.ts'
import type { PanelStore } from '../../lib/panel/ports.ts'
import { readClaims, releaseClaim, takeClaim } from '../../lib/store/claims.ts'
import type { EarshotDatabase } from '../../lib/store/database.ts'
import {
  deleteContact,
  keepShown,
  linkHandle,
  restoreContact,
  setFields,
  unlinkHandle,
  useThis,
} from '../../lib/store/edit-contact.ts'
import { exportPerson } from '../../lib/store/export-person.ts'
import { addFact, confirmFact, retractFact } from '../../lib/store/facts.ts'
import { mergeContacts, unmergeContacts } from '../../lib/store/merge-contacts.ts'
import { readDeleted } from '../../lib/store/read-people.ts'
import { addTag, removeTag } from '../../lib/store/tags.ts'
import type { Actor } from '../../lib/store/views.ts'

type PersonDoors = Pick<
  PanelStore,
  | 'readClaims'
  | 'takeClaim'
  | 'releaseClaim'
  | 'setFields'
  | 'useThis'
  | 'keepShown'
  | 'addTag'
  | 'removeTag'
  | 'linkHandle'
  | 'unlinkHandle'
  | 'mergeContacts'
  | 'unmergeContacts'
  | 'deleteContact'
  | 'restoreContact'
  | 'readDeleted'
  | 'addFact'
  | 'confirmFact'
  | 'retractFact'
  | 'exportPerson'
>

/** What may be done to people and threads, bound to one workspace and to who writes in it. */
export function createPersonDoors(db: EarshotDatabase, actor: Actor): PersonDoors {
  const me = actor.memberId
  return {
    readClaims: () => readClaims(db, me, actor.now()),
    takeClaim: (thread) => takeClaim(db, actor, thread),
    releaseClaim: (thread) => releaseClaim(db, actor, thread),
    setFields: (id, fields) => setFields(db, actor, id, fields),
    useThis: (id, field, hlc) => useThis(db, actor, id, field, hlc),
    keepShown: (id, field) => keepShown(db, actor, id, field),
    addTag: (id, tag) => addTag(db, actor, id, tag),
    removeTag: (id, tag) => removeTag(db, actor, id, tag),
    linkHandle: (id, identity) => linkHandle(db, actor, id, identity),
    unlinkHandle: (id, handle) => unlinkHandle(db, actor, id, handle),
    mergeContacts: (one, other) => mergeContacts(db, actor, one, other),
    unmergeContacts: (id, mergedId) => unmergeContacts(db, actor, id, mergedId),
    deleteContact: (id) => deleteContact(db, actor, id),
    restoreContact: (id) => restoreContact(db, actor, id),
    readDeleted: () => readDeleted(db, me, actor.now()),
    addFact: (id, fact) => addFact(db, actor, id, fact),
    confirmFact: (factId, expires) => confirmFact(db, actor, factId, expires),
    retractFact: (factId) => retractFact(db, actor, factId),
    exportPerson: (id) => exportPerson(db, id, me, dayOf(actor.now())),
  }
}
