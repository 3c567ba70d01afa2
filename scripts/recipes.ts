/**
 * npm run recipes -- sign LIST.json --key KEY.pem [--id ID] [--out FILE]
 * npm run recipes -- verify SIGNED.json [--key ID:KEY]
 * npm run recipes -- keys [--new KEY.pem --id ID]
 *
 * The release list of repaired recipes, as docs/recipes.md tells it.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { faultsOfList, openSignedList, type PinnedKey, signList } from '../lib/model/recipe-list.ts'
import { RECIPE_KEYS, RECIPE_LIST_ADDRESS } from '../lib/platform/recipe-source.ts'
import { siteRecipes } from './site-scripts.ts'

const USAGE = `Usage:
  npm run recipes -- sign LIST.json --key KEY.pem [--id ID] [--out FILE]
      checks a list and signs it with a P-256 private key; writes FILE (LIST.signed.json)
  npm run recipes -- verify SIGNED.json [--key ID:KEY]
      checks a signed list as a browser would, against the pinned keys or the one given
  npm run recipes -- keys
      lists the pinned keys and the address of the list
  npm run recipes -- keys --new KEY.pem --id ID
      makes a key pair: the private half goes to KEY.pem, the public one is printed

Exit codes: 0 done, 1 refused, 2 the command cannot be used.`

/** What keeps the command from being carried out, with its exit code. */
class Refusal extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode: 1 | 2) {
    super(message)
    this.exitCode = exitCode
  }
}

const OPTIONS = {
  key: { type: 'string' },
  id: { type: 'string' },
  out: { type: 'string' },
  new: { type: 'string' },
  help: { type: 'boolean' },
} as const

async function main(): Promise<void> {
  const { values, positionals } = read()
  const [command, file, ...rest] = positionals
  if (values.help === true) return console.log(USAGE)
  if (rest.length > 0) throw new Refusal(USAGE, 2)
  if (command === 'sign' && file && values.key) return sign(file, values.key, values.id, values.out)
  if (command === 'verify' && file) return verify(file, values.key)
  if (command === 'keys' && !file) return values.new ? makeKey(values.new, values.id) : listKeys()
  throw new Refusal(USAGE, 2)
}

function read() {
  try {
    return parseArgs({ allowPositionals: true, options: OPTIONS })
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, 2)
  }
}

async function sign(file: string, keyFile: string, id: string | undefined, out: string | undefined) {
  const text = readText(file)
  const faults = faultsOfList(text, siteRecipes())
  if (faults.length > 0) throw new Refusal(`${file} is not signed:\n${indent(faults)}`, 1)
  const key = privateKey(keyFile)
  const pinned = RECIPE_KEYS.find((one) => one.key === publicHalf(key))
  const keyId = id ?? pinned?.id
  if (keyId === undefined)
    throw new Refusal(
      'This key is not among the pinned ones: say its id with --id, and pin it (docs/recipes.md).',
      1,
    )
  if (pinned === undefined)
    console.error(`Note: no build accepts this list until the key "${keyId}" is pinned in it.`)
  const signed = await signList(text, keyId, await asCryptoKey(key))
  const target = out ?? file.replace(/(\.json)?$/, '.signed.json')
  writeFileSync(target, `${JSON.stringify(signed, null, 2)}\n`)
  console.log(`${target}: signed by ${keyId}. Put it where the list is asked for: ${RECIPE_LIST_ADDRESS}`)
}

async function verify(file: string, given: string | undefined): Promise<void> {
  const keys = given === undefined ? RECIPE_KEYS : [parseKey(given)]
  const signed = parseJson(file)
  const opened = await openSignedList(signed, { keys, sites: siteRecipes(), held: null, now: Date.now() })
  if (!opened.ok) {
    const { path = '', detail = '' } = opened.problem
    throw new Refusal(`${file} is refused: ${path} ${detail}`.trim(), 1)
  }
  const { version, issued, key, recipes, refused } = opened.value
  console.log(`${file}: list ${version} of ${issued}, signed by ${key}, ${recipes.length} recipes taken`)
  for (const { site, recipe, hosts } of recipes)
    console.log(`  ${site} version ${recipe.version}${hosts ? ` on ${hosts.join(', ')}` : ''}`)
  for (const one of refused) console.log(`  refused: ${one.site ?? '?'} ${one.reason} ${one.detail}`)
  if (refused.length > 0) process.exitCode = 1
}

function listKeys(): void {
  console.log(`Asked for at ${RECIPE_LIST_ADDRESS}. Accepted keys:`)
  for (const { id, key } of RECIPE_KEYS) console.log(`${id}:${key}`)
}

function makeKey(file: string, id: string | undefined): void {
  if (id === undefined || !/^[a-z0-9][a-z0-9-]{0,39}$/.test(id))
    throw new Refusal('Give the new key an id of lower-case letters, digits and hyphens: --id 2027-spring', 2)
  const { privateKey: made, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  // Never over a key that is there: without it no list can be signed any more.
  writeFileSync(file, made.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 })
  console.error(`${file} is the private half: keep it out of every repository.`)
  console.error('Pin this in lib/platform/recipe-source.ts:')
  console.log(`${id}:${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`)
}

function privateKey(file: string): KeyObject {
  try {
    const key = createPrivateKey(readText(file))
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key
  } catch (error) {
    if (error instanceof Refusal) throw error
  }
  throw new Refusal(`${file} holds no private key on the curve P-256.`, 2)
}

function publicHalf(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')
}

function asCryptoKey(key: KeyObject): Promise<CryptoKey> {
  const der = new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }))
  return crypto.subtle.importKey('pkcs8', der, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
}

function parseKey(given: string): PinnedKey {
  const [id, key] = given.split(':')
  if (!id || !key) throw new Refusal('Write the public key as keys prints it: ID:KEY', 2)
  return { id, key }
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readText(file))
  } catch (error) {
    if (error instanceof Refusal) throw error
    return null
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Refusal(`${file} cannot be read.`, 2)
  }
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n')
}

try {
  await main()
} catch (error) {
  if (!(error instanceof Refusal) && (error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  console.error(error instanceof Refusal ? error.message : 'This file is there already: choose another.')
  process.exitCode = error instanceof Refusal ? error.exitCode : 2
}
