import type { Table } from 'dexie'
import type { Identity } from '../model/contact.ts'
import type { Author } from '../model/thread.ts'
import type { EarshotDatabase } from './database.ts'
import type { IdentityRow } from './rows.ts'
import { rowsWith } from './rows-with.ts'

/** Enough of an author to find the contact: `key` and `stableId` as in Author. */
export interface SoughtAuthor {
  readonly site: string
  readonly key: string
  readonly stableId: string | null
}

export function sought(site: string, author: Pick<Author, 'key' | 'stableId'>): SoughtAuthor {
  return { site, key: author.key, stableId: author.stableId }
}

/**
 * Whom these authors are known as: one contact id an author, null for a stranger. Found by the site's
 * key or, after a renaming, by its permanent id. Where several contacts hold one handle, the newest
 * linking counts, on every device alike.
 */
export async function findContactIds(
  db: EarshotDatabase,
  authors: readonly SoughtAuthor[],
): Promise<(string | null)[]> {
  const keys = authors.map(({ site, key }): [string, string] => [site, key])
  const stable = authors.flatMap(({ site, stableId }): [string, string][] =>
    stableId === null ? [] : [[site, stableId]],
  )
  const identities: Table<IdentityRow> = db.table('identities')
  const byKey = groupBy(await rowsWith(identities, '[site+key]', keys), ({ key }) => key)
  const byStableId = groupBy(
    await rowsWith(identities, '[site+stableId]', stable),
    ({ stableId }) => stableId ?? '',
  )
  return authors.map(({ site, key, stableId }) => {
    const rows = byKey.get(`${site} ${key}`) ?? (stableId && byStableId.get(`${site} ${stableId}`)) ?? []
    return newest(rows || [])?.contactId ?? null
  })
}

export async function findContactId(db: EarshotDatabase, author: SoughtAuthor): Promise<string | null> {
  const [id] = await findContactIds(db, [author])
  return id ?? null
}

/** True when this contact is already known by exactly this handle. */
export async function holdsIdentity(
  db: EarshotDatabase,
  contactId: string,
  { site, key }: Pick<Identity, 'site' | 'key'>,
): Promise<boolean> {
  return (await db.identities.get([contactId, site, key])) !== undefined
}

function groupBy(
  rows: readonly IdentityRow[],
  part: (row: IdentityRow) => string,
): Map<string, IdentityRow[]> {
  const groups = new Map<string, IdentityRow[]>()
  for (const row of rows) {
    const name = `${row.site} ${part(row)}`
    groups.set(name, [...(groups.get(name) ?? []), row])
  }
  return groups
}

function newest(rows: readonly IdentityRow[]): IdentityRow | undefined {
  return rows.reduce<IdentityRow | undefined>((best, row) => {
    if (best === undefined || row.hlc > best.hlc) return row
    return row.hlc === best.hlc && row.contactId < best.contactId ? row : best
  }, undefined)
}
