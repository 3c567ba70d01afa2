import { isIP, isIPv4 } from 'node:net'

/**
 * What tries from an address are counted by. An IPv6 address is counted with the 2⁶⁴ around it: who has one of them
 * mostly has all (RFC 6177), and could guess from a new one each time. Anything else is counted as it is.
 */
export function rateKeyOf(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (isIP(bare) !== 6) return bare
  const mapped = bare.slice(bare.lastIndexOf(':') + 1)
  if (/^::ffff:/i.test(bare) && isIPv4(mapped)) return mapped
  // Written out by the parser of addresses: in lower case, without leading zeros, an IPv4 ending in hexadecimal.
  const written = new URL(`http://[${bare}]`).hostname.slice(1, -1)
  const [head = '', tail] = written.split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const whole = [...groups, ...Array<string>(8 - groups.length - after.length).fill('0'), ...after]
  return `${whole.slice(0, 4).join(':')}::/64`
}
