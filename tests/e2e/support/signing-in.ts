import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningServer, startServer } from '../../../server/start-server.ts'
import { startIssuer } from '../../server/local-issuer.ts'
import { test as base, expect } from './earshot.ts'

/** A sync server whose people come in through the company's identity provider, which runs beside it. */
interface Company {
  readonly issuer: Awaited<ReturnType<typeof startIssuer>>
  readonly server: RunningServer
}

export const test = base.extend<{ company: Company }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  company: async ({}, use) => {
    const issuer = await startIssuer('earshot')
    const dataDir = await mkdtemp(join(tmpdir(), 'earshot-server-'))
    const identity = {
      issuer: issuer.issuer,
      clientId: 'earshot',
      clientSecret: null,
      scopes: ['openid', 'profile'],
      joinable: ['Quillon'],
      domains: ['quillon.example'],
      claim: null,
      isPrivate: true,
      deadlineMs: 5_000,
    }
    const server = await startServer({ dataDir, sample: true, identity })
    await use({ issuer, server })
    await server.stop()
    await issuer.stop()
    await rm(dataDir, { recursive: true, force: true })
  },
})

export { expect }
