import fc from 'fast-check'

/** What stands in the place of a part of something that was right. */
const instead = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    ...[null, -1, 1e308, 2 ** 53, '', '\u0000', '\ud800', '__proto__', 'javascript:alert(1)', [], {}],
    'x'.repeat(70_000),
    Array.from({ length: 600 }, (_, n) => n),
    JSON.parse('{"__proto__":{"bent":true},"constructor":1}'),
    JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`),
  ),
)

const change = fc.record({
  /** Which of all parts, counted through. */
  part: fc.nat(),
  how: fc.constantFrom('replace', 'replace', 'replace', 'delete', 'rename', 'double'),
  instead,
})
type Change = { part: number; how: string; instead: unknown }

/** Values of JSON that were right and had a few of their parts replaced, left out, named otherwise or doubled. */
export function bent(right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .record({ right, changes: fc.array(change, { minLength: 1, maxLength: 3 }) })
    .map(({ right: value, changes }) => changes.reduce<unknown>(bendOnce, structuredClone(value)))
}

function bendOnce(value: unknown, { part, how, instead: put }: Change): unknown {
  const parts = [...partsOf(value)]
  const [holder, key] = parts[part % Math.max(parts.length, 1)] ?? []
  if (holder === undefined || key === undefined) return put
  const held = Reflect.get(holder, key)
  if (how === 'replace') Reflect.set(holder, key, put)
  else if (how === 'double' && Array.isArray(holder)) holder.push(structuredClone(held))
  else Reflect.deleteProperty(holder, key)
  if (how === 'rename') Reflect.set(holder, `${String(key)}_`, held)
  return value
}

/** Every member of every object and list in it, by what holds it. */
function* partsOf(value: unknown): Generator<readonly [object, string]> {
  if (typeof value !== 'object' || value === null) return
  for (const key of Object.keys(value)) {
    yield [value, key]
    yield* partsOf(Reflect.get(value, key))
  }
}
