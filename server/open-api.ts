import { PlaybookSchema } from '../lib/model/playbook.ts'
import { ErrorAnswerSchema } from '../lib/model/wire.ts'
import { z } from '../lib/model/zod.ts'
import { ROUTES } from './routes/all.ts'
import type { Route } from './routes/route.ts'
import { VERSION } from './version.ts'

type Json = Record<string, unknown>

/** What an answer with each status means, where the code alone does not say it. */
const SAYS: Readonly<Record<number, string>> = {
  400: 'Not what this route takes',
  401: 'No token, one that is not known, or one that has run out',
  403: 'Known, but not allowed this',
  404: 'Nothing here, or nothing that this token may know of',
  409: 'Not as the one who asks believes it to be',
  410: 'Not kept any more',
  412: 'Changed since',
  413: 'Too large',
  415: 'Not JSON, or not plain',
  422: 'Understood, and not valid',
  426: 'Too old a client',
  428: 'A condition is missing',
  429: 'Too many: come again after the time in Retry-After',
  500: 'A fault of the server',
  502: 'The identity provider does not answer as it should',
  503: 'Not at the moment: come again after the time in Retry-After',
}

/** The OpenAPI 3.1 document of this server, made of the very declarations that it serves. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {}
  for (const route of ROUTES) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operation(route) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: "Earshot's sync server",
      version: VERSION,
      summary: 'One append-only log of events a workspace.',
      description: 'The contract in words is docs/protocol.md.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: schemaOf(ErrorAnswerSchema, 'output') },
    },
  }
}

/** Every code that a route may refuse with, by status: its own, and what its access, rate and body bring. */
export function refusalsOf({
  access,
  rate,
  body,
  refusals = {},
}: Route): ReadonlyMap<number, readonly string[]> {
  const all = new Map<number, Set<string>>()
  const add = (status: number, ...codes: readonly string[]) => {
    all.set(status, new Set([...(all.get(status) ?? []), ...codes]))
  }
  if (access !== 'anyone') {
    add(401, 'not_authorised', 'token_expired')
    add(403, 'not_permitted', 'device_revoked')
    add(404, 'not_found')
  }
  if (rate !== 'none') add(429, 'too_many')
  if (body !== undefined) {
    add(400, 'bad_json', 'too_deep', 'broken_off', 'invalid')
    add(413, 'too_large')
    add(415, 'not_json', 'encoded')
  }
  add(500, 'unexpected')
  add(503, 'unavailable')
  for (const [status, codes] of Object.entries(refusals)) add(Number(status), ...codes)
  return new Map([...all].sort(([a], [b]) => a - b).map(([status, codes]) => [status, [...codes]]))
}

function operation(route: Route): Json {
  const { method, path, summary, access, body } = route
  const words = path
    .split('/')
    .filter((part) => part !== '' && part !== 'v1' && part !== 'w' && !part.startsWith(':'))
  return {
    operationId: [method, ...words, ...(path.split('/').at(-1)?.startsWith(':') ? ['one'] : [])].join('-'),
    summary,
    ...(access === 'anyone' ? { security: [] } : { security: [{ token: [] }], 'x-role': access.role }),
    parameters: parametersOf(route),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(body.schema, 'input') } },
          },
        }),
    responses: { [route.answer.status]: goodAnswer(route), ...notModified(route), ...refusalAnswers(route) },
  }
}

function parametersOf({ path, query = {}, headers = {} }: Route): readonly Json[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const optional =
    (where: string) =>
    ([name, description]: readonly [string, string]) => ({
      name,
      in: where,
      description,
      schema: { type: 'string' },
    })
  return [
    ...inPath,
    ...Object.entries(query).map(optional('query')),
    ...Object.entries(headers).map(optional('header')),
  ]
}

function goodAnswer({ answer: { schema, mediaType = 'application/json', status } }: Route): Json {
  if (status === 204) return { description: 'Done' }
  const content = schema === null ? { schema: { type: 'string' } } : { schema: schemaOf(schema, 'output') }
  return { description: 'Done', content: { [mediaType]: content } }
}

function notModified({ headers = {} }: Route): Json {
  return 'If-None-Match' in headers ? { 304: { description: 'Not changed since' } } : {}
}

function refusalAnswers(route: Route): Json {
  return Object.fromEntries(
    [...refusalsOf(route)].map(([status, codes]) => [
      status,
      {
        description: `${SAYS[status] ?? 'Refused'}: ${codes.join(', ')}`,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  )
}

/** The playbook has a document of its own, which editors of playbooks use as well. */
const PLAYBOOK = { $ref: 'playbook.schema.json' }

/** JSON Schema of what goes over the wire: before defaults are put in for a request, after for an answer. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  if (schema === PlaybookSchema) return PLAYBOOK
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' })
  return rest
}
