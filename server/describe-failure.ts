import { DamagedListError } from './erasure-list.ts'
import { MissingLogError } from './rows/log-row.ts'
import { NewerFileError } from './sqlite-file.ts'
import { StoreRefusal } from './store-refusal.ts'

/** By `code` of an error of the system. */
const SYSTEM: Readonly<Record<string, string>> = {
  EADDRINUSE: 'EARSHOT_PORT: another program listens there. Choose another port, or 0 for a free one.',
  EADDRNOTAVAIL: 'EARSHOT_HOST: this computer does not have that address.',
  ENOSPC: 'The disk is full. Nothing that was acknowledged is lost; make room.',
}

/** Of a path: what keeps a directory or file from being made, read or written. */
const PATH_CODES = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'ENOENT',
  'ENAMETOOLONG',
  'ELOOP',
])

/** SQLite's primary result codes (https://sqlite.org/rescode.html). */
const SQLITE: Readonly<Record<number, string>> = {
  5: 'another program holds it; try again in a while',
  8: 'it may not be written by this account',
  10: 'the disk cannot be read or written',
  11: 'it is damaged; restore from a backup',
  13: 'the disk is full. Nothing that was acknowledged is lost; make room',
  14: 'it cannot be opened by this account',
  26: 'it is no database of SQLite',
}

/** PostgreSQL's SQLSTATEs, and what the system says of the connection. */
const POSTGRES: Readonly<Record<string, string>> = {
  '28P01': 'the password is not the one of that role',
  '28000': 'that role is not let in (pg_hba.conf)',
  '3D000': 'there is no such database',
  '42704': 'there is no such role',
  '42501': 'that role lacks a right',
  '53300': 'it has no connection left',
  '57P03': 'it is starting or stopping; try again in a while',
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to that host',
}

/** In words, with the mend, for what can happen on any machine; null for a bug. */
export function describeFailure(error: unknown): string | null {
  if (error instanceof StoreRefusal) return error.message
  if (error instanceof NewerFileError)
    return `The data directory was written by a newer server: ${error.message}. Update this one.`
  if (error instanceof DamagedListError)
    return `The list of erasures is damaged: ${error.message}. Mend that line by hand before anything else.`
  if (error instanceof MissingLogError) return `${error.message}. Restore from a backup.`
  if (!(error instanceof Error)) return null
  if ('errcode' in error) {
    const says = SQLITE[Number(error.errcode) & 0xff]
    return says === undefined ? null : `A database in EARSHOT_DATA_DIR: ${says}.`
  }
  const code = 'code' in error ? String(error.code) : ''
  const connecting =
    POSTGRES[code] ??
    (/^timeout e|^Connection terminated/.test(error.message) ? POSTGRES.ETIMEDOUT : undefined)
  if (connecting !== undefined) return `EARSHOT_POSTGRES_URL: ${connecting}.`
  if (SYSTEM[code] !== undefined) return SYSTEM[code]
  if (!PATH_CODES.has(code)) return null
  if ('path' in error)
    return `${error.path}: the system does not permit it (${code}). Choose another place (EARSHOT_DATA_DIR, EARSHOT_ERASURES_DIR), or mend its rights.`
  return code === 'EACCES'
    ? 'EARSHOT_PORT: the system does not permit a port below 1024. Choose another.'
    : null
}
