import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type Copy, DockerfileParser } from 'dockerfile-ast'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { LIMITS } from '../../lib/model/limits.ts'
import { z } from '../../lib/model/zod.ts'
import { COMMANDS } from '../../server/commands/all.ts'
import { readConfig } from '../../server/config.ts'
import { ROUTES } from '../../server/routes/all.ts'
import { VARIABLES } from '../../server/variables.ts'
import { directivesOf, KNOWN_DIRECTIVES } from './systemd-unit.ts'

const root = join(import.meta.dirname, '..', '..')
const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const own = (names: Iterable<string>) => [...names].filter((name) => name.startsWith('EARSHOT_'))

const dockerfile = DockerfileParser.parse(textOf('Dockerfile'))
const imageVariables = new Map(
  dockerfile
    .getENVs()
    .flatMap((env) => env.getProperties())
    .map((property) => [property.getName(), property.getValue() ?? '']),
)
const instruction = (keyword: string) =>
  dockerfile
    .getInstructions()
    .filter((each) => each.getKeyword() === keyword)
    .map((each) => each.getArgumentsContent() ?? '')

const ServiceSchema = z.looseObject({
  build: z.string().optional(),
  image: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  expose: z.array(z.string()).default([]),
  depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).default([]),
  stop_grace_period: z.string().optional(),
})
const compose = z
  .object({
    name: z.string(),
    services: z.record(z.string(), ServiceSchema),
    volumes: z.record(z.string(), z.null()),
  })
  .parse(parse(textOf('compose.yaml')))

/** Every file of ours that the server loads, from its entry on. */
function loadedFrom(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen
  seen.add(entry)
  if (!entry.endsWith('.ts')) return seen
  for (const [, specifier = ''] of textOf(entry).matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g))
    loadedFrom(relative(root, join(root, dirname(entry), specifier)), seen)
  return seen
}

const seconds = (text: string | undefined) => Number(/^(\d+)s?$/.exec(text ?? '')?.[1] ?? Number.NaN)

describe('the image', () => {
  const copied = dockerfile
    .getCOPYs()
    .filter((copy: Copy) => copy.getFromFlag() === null)
    .flatMap((copy) =>
      copy
        .getArguments()
        .slice(0, -1)
        .map((argument) => argument.getValue()),
    )

  it('runs on the Node that the project is tested with', () => {
    const pinned = JSON.parse(textOf('package.json')).devDependencies.node.split('.')[0]
    for (const from of dockerfile.getFROMs()) expect(from.getImage()).toBe(`node:${pinned}-slim`)
  })

  it('copies only what is there, and leaves none of it out again', () => {
    const kept = textOf('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1))
    for (const path of copied) {
      expect(existsSync(join(root, path)), path).toBe(true)
      expect(
        kept.some((keep) => path === keep || path.startsWith(`${keep}/`)),
        path,
      ).toBe(true)
    }
  })

  it('installs what is locked, from a lock file that need not name builds for other systems', () => {
    const [install = ''] = instruction('RUN')
    // `npm ci` refuses such a lock file, and npm writes one where a registry carries only some of those builds.
    expect(install).toMatch(/^npm install --no-save .*--omit=dev .*--workspace=server .*--ignore-scripts/)
    expect(textOf('docs/operate.md')).toContain(install.replace(/ --no-audit --no-fund$/, ''))
    const { packages } = JSON.parse(textOf('package-lock.json'))
    const { dependencies } = JSON.parse(textOf('server/package.json'))
    for (const name of Object.keys(dependencies)) expect(packages[`node_modules/${name}`], name).toBeDefined()
  })

  it('has every file that the server loads', () => {
    const loaded = [...loadedFrom('server/main.ts'), 'samples/quillon.playbook.json']
    expect(loaded.length).toBeGreaterThan(60)
    expect(loaded.filter((file) => !copied.some((path) => file.startsWith(`${path}/`)))).toEqual([])
  })

  it('starts the server by a command that there is, as nobody in particular', () => {
    const [, entry = ''] = JSON.parse(instruction('ENTRYPOINT')[0] ?? '[]') as string[]
    expect(existsSync(join(root, entry))).toBe(true)
    expect(Object.keys(COMMANDS)).toContain((JSON.parse(instruction('CMD').at(-1) ?? '[]') as string[])[0])
    expect(instruction('USER')).toEqual(['node'])
  })

  it('sets only variables that there are, to values that fit', () => {
    const given = Object.fromEntries(imageVariables)
    expect(own(imageVariables.keys()).filter((name) => !(name in VARIABLES))).toEqual([])
    expect(readConfig({ ...given, EARSHOT_TLS_PROXY: 'yes' })).toMatchObject({ ok: true })
    // By itself it refuses to speak plain HTTP to the whole network.
    expect(readConfig(given)).toMatchObject({ ok: false })
  })

  it('keeps its directories and its port where its variables say', () => {
    expect(JSON.parse(instruction('VOLUME')[0] ?? '[]')).toEqual([
      imageVariables.get('EARSHOT_DATA_DIR'),
      imageVariables.get('EARSHOT_ERASURES_DIR'),
    ])
    expect(instruction('EXPOSE')).toEqual([imageVariables.get('EARSHOT_PORT')])
    expect(ROUTES.map(({ path }) => path)).toContain('/health')
    expect(dockerfile.getHEALTHCHECKs()[0]?.getArgumentsContent()).toContain('/health')
  })
})

describe('the compose file', () => {
  const { server, postgres, proxy } = compose.services
  const filled = (text: string) => text.replaceAll(/\$\{[A-Z_]+:\?[^}]*\}/g, 'secret')

  it('sets only variables that there are, to values that fit together with those of the image', () => {
    const given = Object.entries(server?.environment ?? {}).map(([name, value]) => [name, filled(value)])
    expect(own(Object.keys(server?.environment ?? {})).filter((name) => !(name in VARIABLES))).toEqual([])
    const config = readConfig({ ...Object.fromEntries(imageVariables), ...Object.fromEntries(given) })
    expect(config).toMatchObject({ ok: true, config: { tlsProxy: true, addressHeader: 'x-forwarded-for' } })
  })

  it('holds no secret', () => {
    const text = textOf('compose.yaml')
    for (const [, value = ''] of text.matchAll(/^ +\w*PASSWORD: *(.*)$/gm))
      expect(value).toMatch(/^\$\{[A-Z_]+:\?/)
    for (const [, value = ''] of text.matchAll(/postgres:\/\/\w+:([^@]*)@/g)) expect(value).toMatch(/^\$\{/)
  })

  it('mounts only what is there or declared, where the image keeps it', () => {
    for (const [name, { volumes, build }] of Object.entries(compose.services)) {
      if (build !== undefined) expect(existsSync(join(root, build, 'Dockerfile')), name).toBe(true)
      for (const [source = ''] of volumes.map((volume) => volume.split(':')))
        expect(
          source.startsWith('.') ? existsSync(join(root, source)) : source in compose.volumes,
          source,
        ).toBe(true)
    }
    const mounted = (server?.volumes ?? []).map((volume) => volume.split(':')[1])
    expect(mounted).toEqual(JSON.parse(instruction('VOLUME')[0] ?? '[]'))
  })

  it('connects its parts by the names and ports that they have', () => {
    for (const { depends_on } of Object.values(compose.services))
      for (const name of Array.isArray(depends_on) ? depends_on : Object.keys(depends_on))
        expect(Object.keys(compose.services)).toContain(name)
    expect(proxy?.environment.EARSHOT_UPSTREAM).toBe(`server:${imageVariables.get('EARSHOT_PORT')}`)
    expect(server?.expose).toEqual([imageVariables.get('EARSHOT_PORT')])
    for (const name of ['EARSHOT_POSTGRES_URL', 'EARSHOT_POSTGRES_MIGRATE_URL']) {
      const address = new URL(filled(server?.environment[name] ?? ''))
      expect(Object.keys(compose.services)).toContain(address.hostname)
      expect(address.pathname).toBe(`/${postgres?.environment.POSTGRES_DB}`)
    }
  })

  it('serves as a role that its script makes and that owns nothing, and migrates as the owner', () => {
    const role = new URL(filled(server?.environment.EARSHOT_POSTGRES_URL ?? '')).username
    const owner = new URL(filled(server?.environment.EARSHOT_POSTGRES_MIGRATE_URL ?? '')).username
    expect(owner).toBe(postgres?.environment.POSTGRES_USER)
    expect(textOf('deploy/make-roles.sh')).toMatch(new RegExp(`create role ${role} login .*nobypassrls`))
  })

  it('waits longer than the server needs to stop', () => {
    expect(seconds(server?.stop_grace_period)).toBeGreaterThan(
      seconds(server?.environment.EARSHOT_STOP_SECONDS),
    )
  })
})

describe('the systemd unit', () => {
  const directives = directivesOf(textOf('deploy/earshot.service'))
  const valuesOf = (name: string) => directives.filter(({ key }) => key === name).map(({ value }) => value)
  const given = Object.fromEntries(valuesOf('Environment').map((line) => line.split('=') as [string, string]))

  it('says nothing that systemd does not know', () => {
    const unknown = directives.filter(({ section, key }) => !KNOWN_DIRECTIVES[section]?.includes(key))
    expect(unknown).toEqual([])
  })

  it('sets only variables that there are, to values that fit', () => {
    expect(own(Object.keys(given)).filter((name) => !(name in VARIABLES))).toEqual([])
    expect(readConfig(given)).toMatchObject({ ok: true })
  })

  it('starts the server by a command that there is, in directories that it may write', () => {
    const [, entry = '', command = ''] = (valuesOf('ExecStart')[0] ?? '').split(' ')
    expect(existsSync(join(root, entry))).toBe(true)
    expect(Object.keys(COMMANDS)).toContain(command)
    const writable = (valuesOf('StateDirectory')[0] ?? '').split(' ').map((name) => `/var/lib/${name}`)
    expect(writable).toEqual([given.EARSHOT_DATA_DIR, given.EARSHOT_ERASURES_DIR])
    const documented = (valuesOf('Documentation')[0] ?? '').replace('file:///opt/earshot/', '')
    expect(existsSync(join(root, documented))).toBe(true)
  })

  it('waits longer than the server needs to stop', () => {
    expect(seconds(valuesOf('TimeoutStopSec')[0])).toBeGreaterThan(seconds(given.EARSHOT_STOP_SECONDS))
  })
})

describe.each(['deploy/Caddyfile', 'deploy/nginx.conf'])('the proxy in %s', (path) => {
  const text = textOf(path)

  it('passes the stream of hints on at once', () => {
    const [pattern = ''] = /\^\/v1\/w\/\S+\$/.exec(text) ?? []
    const live = ROUTES.map((route) => route.path.replace(':workspace', crypto.randomUUID())).filter(
      (asked) => new RegExp(pattern).test(asked),
    )
    expect(live).toEqual([expect.stringMatching(/\/live$/)])
    expect(text).toMatch(/flush_interval -1|proxy_buffering off/)
  })

  it('lets through what the server takes, from the address that it listens on', () => {
    const [, megabytes = '0'] = /(?:max_size|client_max_body_size) (\d+)m/i.exec(text) ?? []
    expect(Number(megabytes) * 1e6).toBeGreaterThan(LIMITS.playbookBytes)
    expect(text).toContain(`127.0.0.1:${VARIABLES.EARSHOT_PORT.fallback}`)
    expect(text).toMatch(/X-Forwarded-For (\{remote_host\}|\$remote_addr)/)
  })
})
