import type { Workspace } from '../model/workspace.ts'
import type { OptionsPorts } from './options-ports.ts'

/** Match patterns of the servers of these teams. A team's server is spoken to, never read as a site. */
export function teamOrigins(
  { originPattern }: Pick<OptionsPorts, 'originPattern'>,
  all: readonly Workspace[],
): ReadonlySet<string> {
  const servers = all.flatMap((one) => (one.kind === 'team' ? [originPattern(one.server)] : []))
  return new Set(servers.filter((pattern) => pattern !== null))
}

/** Takes back the permission for a server that was left, unless another team or a site needs the same. */
export async function forgetServer(
  ports: OptionsPorts,
  left: Workspace,
  rest: readonly Workspace[],
): Promise<void> {
  const needed = new Set([...teamOrigins(ports, rest), ...ports.sites.flatMap(({ origins }) => origins)])
  const idle = [...teamOrigins(ports, [left])].filter((pattern) => !needed.has(pattern))
  if (idle.length > 0) await ports.revokeOrigins(idle)
}
