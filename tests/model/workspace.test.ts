import { describe, expect, it } from 'vitest'
import { CollectorSchema } from '../../lib/model/workspace.ts'

const KEY = Buffer.alloc(32, 7).toString('base64')
const collector = (more: Record<string, unknown> = {}) =>
  CollectorSchema.safeParse({
    url: 'https://collect.example/in',
    secret: `whsec_${KEY}`,
    token: null,
    ...more,
  })

describe("a workspace's own collector", () => {
  it.each([
    'https://collect.example',
    'https://collect.example:8443/a/path?tenant=quillon',
    'http://127.0.0.1:9000/in',
    'http://localhost/in',
    'http://[::1]:9000/',
  ])('may be at %s', (url) => {
    expect(collector({ url }).success).toBe(true)
  })

  it.each([
    'http://collect.example/in',
    'http://127.0.0.1.collect.example/',
    'https://maya:secret@collect.example/',
    'https://collect.example/#part',
    'ftp://collect.example/',
    'javascript:alert(1)',
    'data:text/plain,hello',
    'collect.example',
    '',
    `https://collect.example/${'a'.repeat(3_000)}`,
  ])('may not be at %s', (url) => {
    expect(collector({ url }).success).toBe(false)
  })

  it.each([
    KEY,
    'whsec_',
    `whsec_${Buffer.alloc(23).toString('base64')}`,
    `whsec_${Buffer.alloc(65).toString('base64')}`,
    `whsec_${'*'.repeat(44)}`,
    `whsec_${KEY}\nx-other: 1`,
    `whsk_${KEY}`,
  ])('has a key of 24 to 64 bytes behind its prefix, not %s', (secret) => {
    expect(collector({ secret }).success).toBe(false)
  })

  it.each([24, 32, 64])('takes a key of %i bytes', (size) => {
    expect(collector({ secret: `whsec_${Buffer.alloc(size, 1).toString('base64')}` }).success).toBe(true)
  })

  it.each(['', 'two words', 'a\r\nx-header: b', 'ü', 'x'.repeat(2_001)])(
    'has a token that fits into one header, not %j',
    (token) => {
      expect(collector({ token }).success).toBe(false)
    },
  )
})
