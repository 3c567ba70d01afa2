import { describe, expect, it } from 'vitest'
import { describeVariables, readConfig } from '../../server/config.ts'
import { VARIABLES } from '../../server/variables.ts'

const faultsOf = (environment: Record<string, string>) => {
  const read = readConfig(environment)
  return read.ok ? [] : read.faults
}

describe('the configuration', () => {
  it('without any variable keeps to this computer', () => {
    const read = readConfig({ PATH: '/bin' })
    expect(read).toMatchObject({
      ok: true,
      config: { host: '127.0.0.1', port: 8787, dataDir: '.earshot/server', logLevel: 'info' },
    })
  })

  it('takes every variable', () => {
    const read = readConfig({
      EARSHOT_HOST: '0.0.0.0',
      EARSHOT_PORT: '0',
      EARSHOT_DATA_DIR: '/var/lib/earshot',
      EARSHOT_LOG_LEVEL: 'warn',
      EARSHOT_TLS_PROXY: 'yes',
      EARSHOT_ADDRESS_HEADER: 'x-forwarded-for',
      EARSHOT_PUSHES_PER_MINUTE: '7',
      EARSHOT_JOIN_TRIES_PER_MINUTE: '3',
      EARSHOT_EVENTS_PER_DAY: '500',
      EARSHOT_LIVE_STREAMS: '40',
      EARSHOT_OIDC_ISSUER: 'https://login.quillon.example',
      EARSHOT_OIDC_CLIENT_ID: 'earshot',
      EARSHOT_OIDC_SCOPES: 'profile, groups',
      EARSHOT_OIDC_JOIN: 'Quillon, Quillon Labs',
      EARSHOT_OIDC_DOMAINS: 'Quillon.example',
      EARSHOT_OIDC_CLAIM: 'groups=earshot=yes',
      EARSHOT_ERASURES_DIR: '/var/lib/earshot-erasures',
      EARSHOT_POSTGRES_URL: 'postgres://earshot_app@127.0.0.1/earshot',
      EARSHOT_POSTGRES_MIGRATE_URL: 'postgres://earshot_owner@127.0.0.1/earshot',
      EARSHOT_METRICS_HOST: '127.0.0.1',
      EARSHOT_METRICS_PORT: '9400',
      EARSHOT_NOTICE_SECONDS: '5',
      EARSHOT_STOP_SECONDS: '1',
    })
    expect(read).toEqual({
      ok: true,
      config: {
        host: '0.0.0.0',
        port: 0,
        dataDir: '/var/lib/earshot',
        erasuresDir: '/var/lib/earshot-erasures',
        postgresUrl: 'postgres://earshot_app@127.0.0.1/earshot',
        postgresMigrateUrl: 'postgres://earshot_owner@127.0.0.1/earshot',
        metrics: { host: '127.0.0.1', port: 9400 },
        logLevel: 'warn',
        tlsProxy: true,
        addressHeader: 'x-forwarded-for',
        rates: {
          pushesPerMinute: 7,
          workspacePushesPerMinute: 70,
          readsPerMinute: 600,
          changesPerMinute: 60,
          joinTriesPerMinute: 3,
          eventsPerDay: 500,
          sweepingChangesPerHour: 500,
        },
        live: { streams: 40, streamsPerWorkspace: 1_000 },
        identity: {
          issuer: 'https://login.quillon.example',
          clientId: 'earshot',
          clientSecret: null,
          scopes: ['openid', 'profile', 'groups'],
          joinable: ['Quillon', 'Quillon Labs'],
          domains: ['quillon.example'],
          claim: { name: 'groups', value: 'earshot=yes' },
          isPrivate: false,
        },
        noticeSeconds: 5,
        stopSeconds: 1,
      },
    })
  })

  it.each([
    ['EARSHOT_PORT', '65536'],
    ['EARSHOT_PORT', 'http'],
    ['EARSHOT_PORT', ''],
    ['EARSHOT_HOST', 'http://127.0.0.1'],
    ['EARSHOT_DATA_DIR', ' '],
    ['EARSHOT_LOG_LEVEL', 'loud'],
    ['EARSHOT_TLS_PROXY', 'maybe'],
    ['EARSHOT_PUSHES_PER_MINUTE', '0'],
    ['EARSHOT_STOP_SECONDS', '-1'],
    ['EARSHOT_EVENTS_PER_DAY', '0'],
    ['EARSHOT_OIDC_ISSUER', 'login.quillon.example'],
    ['EARSHOT_OIDC_ISSUER', 'ldap://login.quillon.example'],
    ['EARSHOT_OIDC_CLAIM', 'groups'],
    ['EARSHOT_OIDC_DOMAINS', 'quillon.example;other.example'],
  ])('with %s=%s is refused by name, with the mend', (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: set it to `))])
  })

  it('names every fault at once', () => {
    expect(faultsOf({ EARSHOT_PORT: 'x', EARSHOT_LOG_LEVEL: 'x' })).toHaveLength(2)
  })

  it('open to the network is refused until somebody answers for TLS', () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.4', 'earshot.example']) {
      expect(faultsOf({ EARSHOT_HOST: host })).toEqual([expect.stringContaining('EARSHOT_TLS_PROXY')])
      expect(faultsOf({ EARSHOT_HOST: host, EARSHOT_TLS_PROXY: 'yes' })).toEqual([])
    }
    for (const host of ['localhost', '127.0.0.2', '::1']) expect(faultsOf({ EARSHOT_HOST: host })).toEqual([])
  })

  it('trusts an address header only behind a proxy', () => {
    expect(faultsOf({ EARSHOT_ADDRESS_HEADER: 'x-real-ip' })).toEqual([
      expect.stringContaining('EARSHOT_ADDRESS_HEADER'),
    ])
  })

  it('with a misspelt name is refused, with a name that is not its own it is not', () => {
    expect(faultsOf({ EARSHOT_DATA_DRI: '/data' })).toEqual([expect.stringContaining('EARSHOT_DATA_DIR')])
    expect(faultsOf({ EARSHOT_CHROMIUM: '/usr/bin/chromium' })).toEqual([])
  })

  it.each([
    ['EARSHOT_OIDC_CLIENT_ID', { EARSHOT_OIDC_ISSUER: 'https://login.quillon.example' }],
    ['EARSHOT_OIDC_DOMAINS', { EARSHOT_OIDC_DOMAINS: 'quillon.example' }],
    [
      'EARSHOT_OIDC_ISSUER',
      { EARSHOT_OIDC_ISSUER: 'http://login.quillon.example', EARSHOT_OIDC_CLIENT_ID: 'earshot' },
    ],
  ])('names %s when an identity provider is half described, or asked in the open', (name, environment) => {
    const faults = faultsOf(environment)
    expect(faults).toHaveLength(1)
    expect(faults[0]?.split(':')[0]).toBe(name)
  })

  it('is described whole, with defaults', () => {
    const text = describeVariables()
    expect(text.match(/EARSHOT_\w+ \(default /g)).toHaveLength(Object.keys(VARIABLES).length)
  })
})
