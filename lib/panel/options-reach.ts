import { ServerAddressSchema } from '../model/workspace.ts'
import type { Joining } from './joining.ts'
import type { OptionsPorts } from './options-ports.ts'

/** A team's server as typed, and the match pattern of the permission to reach it; null where it is no address. */
export function serverFrom(
  { originPattern }: Pick<OptionsPorts, 'originPattern'>,
  typed: string,
): { readonly server: string; readonly pattern: string } | null {
  const server = ServerAddressSchema.safeParse(typed)
  const pattern = server.success ? originPattern(server.data) : null
  return server.success && pattern !== null ? { server: server.data, pattern } : null
}

/**
 * Asks the person to let Earshot reach a server. To be called straight from the click, before any await: the browser
 * asks only then. Answers what is lent for this try alone, to be given back when it comes to nothing; null when the
 * answer was no, which the form then says.
 */
export async function askToReach(
  ports: Pick<OptionsPorts, 'grantedOrigins' | 'requestOrigins'>,
  joining: { value: Joining },
  pattern: string,
): Promise<readonly string[] | null> {
  const earlier = ports.grantedOrigins()
  const permission = ports.requestOrigins([pattern])
  joining.value = { step: 'asking' }
  if (!(await permission)) {
    joining.value = { step: 'form', problem: { code: 'not-permitted' }, field: null }
    return null
  }
  return (await earlier).includes(pattern) ? [] : [pattern]
}

export async function giveBack(
  { revokeOrigins }: Pick<OptionsPorts, 'revokeOrigins'>,
  lent: readonly string[],
): Promise<void> {
  if (lent.length > 0) await revokeOrigins(lent)
}
