import { camelCase } from './site-source.ts'

/** The registry with one more site: its import in the order of the others, its name before the last two. */
export function registerSite(registry: string, name: string): string {
  const lines = registry.split('\n')
  const path = `./${name}.site.ts`
  const pathOf = (line: string) => line.match(/^import .* from '(.+)'$/)?.[1] ?? null
  const imports = lines.flatMap((line, at) => {
    const from = pathOf(line)
    return from === null ? [] : [{ at, from }]
  })
  const after = imports.findLast(({ from }) => from < path)?.at ?? -1
  const found = lines.lastIndexOf('  practice,')
  if (found < 0) throw new Error('registry.ts has no line for the practice town')
  return [
    ...lines.slice(0, after + 1),
    `import { ${camelCase(name)} } from '${path}'`,
    ...lines.slice(after + 1, found),
    `  ${camelCase(name)},`,
    ...lines.slice(found),
  ].join('\n')
}
