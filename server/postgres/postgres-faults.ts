/**
 * SQLSTATEs after which the same transaction may succeed: serialisation failure, deadlock, broken connection,
 * shutdown by an administrator, and the internal error that Citus gives while a worker is being replaced.
 */
const AGAIN = new Set(['40001', '40P01', '08006', '57P01', 'XX000'])
/** The same, as the operating system or the driver says it. */
const BROKEN = new Set(['ECONNRESET', 'EPIPE'])

/** No connection to be had, none left, full disk, no memory, or waited too long for a lock or an answer. */
const PASSING = new Set([
  ...['08000', '08001', '08003', '08004', '53100', '53200', '53300', '53400'],
  ...['55P03', '57014', '57P02', '57P03', '57P05', '25P03'],
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
])

/** Worth trying the whole transaction again, at once. */
export function isWorthRetrying(error: unknown): boolean {
  const code = codeOf(error)
  return AGAIN.has(code) || BROKEN.has(code) || isCutConnection(error)
}

/** Whether the connection itself is gone, so that nobody knows how a commit ended. */
export function isCutOff(error: unknown): boolean {
  const code = codeOf(error)
  return (
    code === '08006' || code === '57P01' || code === 'XX000' || BROKEN.has(code) || isCutConnection(error)
  )
}

/** Storage that may be back in a while. */
export function isPassingFault(error: unknown): boolean {
  return PASSING.has(codeOf(error)) || isWorthRetrying(error) || isPoolTimeout(error)
}

/** A row with this key is there already. */
export function isTaken(error: unknown): boolean {
  return codeOf(error) === '23505'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** The driver has no code for these two. */
function isCutConnection(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^Connection terminated|^Client has encountered a connection error/.test(error.message)
  )
}

function isPoolTimeout(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('timeout exceeded when trying to connect')
}
