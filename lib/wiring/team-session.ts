/** Where the token of a team's server comes from, for every page and worker of this browser alike. */
import type { Workspace } from '../model/workspace.ts'
import { signAsDevice } from '../platform/device-key.ts'
import { readTokens, saveTokens } from '../platform/tokens.ts'
import { lastingSession, rotatingSession, type Session } from '../sync/session.ts'
import { createTeamApi, type TeamApi } from '../sync/team-api.ts'

/** The team's server, for what is asked beside the log. */
export function teamApiOf(team: Extract<Workspace, { kind: 'team' }>): TeamApi {
  return createTeamApi({
    server: team.server,
    workspaceId: team.id,
    session: sessionOf(team),
    fetch: (...asked) => fetch(...asked),
  })
}

export function sessionOf({ token, server, deviceId }: Extract<Workspace, { kind: 'team' }>): Session {
  if (token !== null) return lastingSession(token)
  return rotatingSession({
    server,
    deviceId,
    keeper: {
      read: () => readTokens(deviceId),
      save: (tokens) => saveTokens(deviceId, tokens),
    },
    sign: (text) => signAsDevice(deviceId, text),
    alone: (work) => navigator.locks.request(`earshot-token-${deviceId}`, work),
    fetch: (...asked) => fetch(...asked),
    now: () => Date.now(),
  })
}
