import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askIssuer } from '../../server/ask-issuer.ts'

const asked: string[] = []
const inside = createServer((request, response) => {
  asked.push(request.url ?? '')
  response.end('{}')
})
let port: number

beforeAll(async () => {
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve))
  port = (inside.address() as AddressInfo).port
})
afterAll(() => void inside.close())

/** What an issuer’s own description may name as the place of its keys or tokens. */
describe('an identity provider of the internet', () => {
  it.each([
    ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0.0.0.0', '[::1]', '[::]'],
    ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '169.254.169.254', '10.0.0.1', '192.168.1.1'],
    ...['[fd00:ec2::254]', '[64:ff9b::7f00:1]', 'localhost', 'LOCALHOST'],
  ])('cannot have this server ask %s', async (host) => {
    for (const url of [`https://${host}:${port}/keys`, `http://${host}:${port}/keys`])
      await expect(askIssuer({ isPrivate: false }, { url })).rejects.toThrow(
        /^not (https|an address of the public internet)$/,
      )
    expect(asked).toEqual([])
  })

  it.each([
    'file:///etc/passwd',
    'ftp://example.com/',
    'data:application/json,{}',
    'gopher://127.0.0.1/',
    'x',
  ])('cannot have it read %s', async (url) => {
    for (const isPrivate of [true, false]) await expect(askIssuer({ isPrivate }, { url })).rejects.toThrow()
  })

  it('is asked where it stands when the configuration says that this is inside', async () => {
    const url = `http://127.0.0.1:${port}/keys`
    expect(await askIssuer({ isPrivate: true }, { url })).toEqual({ status: 200, body: {} })
  })
})
