import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Ranges that no company's identity provider on the internet has (https://www.iana.org/assignments/iana-ipv4-special-registry). */
const SPECIAL_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

/** Inside 2000::/3, the only part of IPv6 that is given out: tunnels that lead to any IPv4 address, and examples. */
const SPECIAL_IPV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const special = new BlockList()
for (const [net, bits] of SPECIAL_IPV4) special.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of SPECIAL_IPV6) special.addSubnet(net, bits, 'ipv6')
const givenOut = new BlockList()
givenOut.addSubnet('2000::', 3, 'ipv6')

/** Whether an IP address is one of the public internet. False for anything that is no IP address. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4')
    case 6:
      return givenOut.check(address, 'ipv6') && !special.check(address, 'ipv6')
    default:
      return false
  }
}

/** A connection was asked for to an address inside the network that the server stands in. */
export class PrivateAddressError extends Error {
  override name = 'PrivateAddressError'
}

/**
 * Resolves a name for `node:http`, and fails if any of its addresses is not public. The connection is made to
 * the very address that was looked at: a name that answers differently the second time gains nothing.
 */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error !== null) return callback(error, '', 4)
    const [first] = found
    if (first === undefined || found.some(({ address }) => !isPublicAddress(address)))
      return callback(new PrivateAddressError('not an address of the public internet'), '', 4)
    if (options.all === true) return callback(null, found)
    return callback(null, first.address, first.family)
  })
}
