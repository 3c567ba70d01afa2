import { describe, expect, it } from 'vitest'
import { isPublicAddress, lookupPublic } from '../../server/public-address.ts'

/** As the URL parser leaves a host: decimal, octal and hexadecimal forms are addresses by then. */
const hostOf = (url: string) => new URL(url).hostname.replace(/^\[|\]$/g, '')

describe('an address of the public internet', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '192.167.1.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450::5',
  ])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://0/',
    'http://0.0.0.0/',
    'http://10.0.0.1/',
    'http://10.255.255.255/',
    'http://100.64.0.1/',
    'http://169.254.169.254/',
    'http://0xa9fea9fe/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.0.0.8/',
    'http://192.0.2.1/',
    'http://192.88.99.1/',
    'http://192.168.1.1/',
    'http://3232235777/',
    'http://198.18.0.1/',
    'http://198.51.100.7/',
    'http://203.0.113.9/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::]/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[::ffff:8.8.8.8]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[100::1]/',
    'http://[2001::1]/',
    'http://[2001:db8::1]/',
    'http://[2002:7f00:1::]/',
    'http://[3fff::1]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
  ])('is not that of %s', (url) => {
    expect(isPublicAddress(hostOf(url))).toBe(false)
  })

  it.each(['localhost', 'login.example.com', '', '1.2.3', '::g'])(
    'is not %o, which is no address',
    (text) => {
      expect(isPublicAddress(text)).toBe(false)
    },
  )
})

describe('looking a name up', () => {
  it.each([true, false])('fails for one that leads inside (all: %s)', async (all) => {
    const error = await new Promise((resolve) =>
      lookupPublic('localhost', { all }, (fault) => resolve(fault)),
    )
    expect(error).toMatchObject({ name: 'PrivateAddressError' })
  })

  it('fails for one that leads nowhere', async () => {
    const error = await new Promise((resolve) =>
      lookupPublic('nowhere.invalid', { all: true }, (fault) => resolve(fault)),
    )
    expect(error).toBeInstanceOf(Error)
  })
})
