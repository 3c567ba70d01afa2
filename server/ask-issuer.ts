import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress, lookupPublic, PrivateAddressError } from './public-address.ts'

const ANSWER_BYTES = 1024 * 1024
const DEADLINE_MS = 5_000

export interface AskingIssuer {
  /** The issuer stands in the company's own network: addresses are not looked at, and http will do. */
  readonly isPrivate: boolean
  /** Milliseconds for one answer; five seconds unless told. */
  readonly deadlineMs?: number
}

interface Asked {
  readonly url: string
  /** Sent as a form, with POST. */
  readonly form?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
}

export interface IssuerAnswer {
  readonly status: number
  readonly body: unknown
}

/**
 * One request to the identity provider: JSON comes back. Follows no redirect, connects to no address inside
 * the network, waits five seconds and reads a mebibyte. Rejects for whatever keeps an answer from being had.
 */
export async function askIssuer(
  { isPrivate, deadlineMs = DEADLINE_MS }: AskingIssuer,
  { url: text, form, headers }: Asked,
): Promise<IssuerAnswer> {
  const url = new URL(text)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.protocol !== 'https:' && !(isPrivate && url.protocol === 'http:')) throw new Error('not https')
  if (!isPrivate && isIP(host) !== 0 && !isPublicAddress(host))
    throw new PrivateAddressError('not an address of the public internet')
  const body = form === undefined ? undefined : new URLSearchParams(form).toString()
  const open = url.protocol === 'https:' ? secure : plain
  return new Promise((resolve, reject) => {
    const asked = open(
      url,
      {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
          ...headers,
        },
        signal: AbortSignal.timeout(deadlineMs),
        agent: false,
        ...(isPrivate ? {} : { lookup: lookupPublic }),
      },
      (answer) => {
        const status = answer.statusCode ?? 0
        if (status >= 300 && status < 400) {
          asked.destroy(new Error('the issuer answered with a redirect'))
          return
        }
        const chunks: Buffer[] = []
        let length = 0
        answer.on('data', (chunk: Buffer) => {
          length += chunk.length
          if (length > ANSWER_BYTES) asked.destroy(new Error('the answer of the issuer is too long'))
          else chunks.push(chunk)
        })
        answer.on('error', reject)
        answer.on('end', () => {
          try {
            resolve({ status, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) })
          } catch {
            reject(new Error('the answer of the issuer is not JSON'))
          }
        })
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}
