/**
 * `npm test`: everything that continuous integration checks, in the order in which a fault is cheapest
 * to find. A step that fails does not hide the others, except that nothing runs on a build that failed.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { type BrowserKind, findBrowser } from './find-browser.ts'

interface Count {
  passed: number
  failed: number
  /** Each failed test with the first lines of what it says: a log of thousands of lines names them last. */
  faults?: readonly string[]
  /** Likewise, those that passed when they were tried again. */
  unsteady?: readonly string[]
}

interface Step {
  readonly name: string
  readonly command: readonly string[]
  /** Reads how many tests ran from a report; without it the step counts as one. */
  readonly count?: (report: string) => Count
  readonly needs?: string
}

const root = join(import.meta.dirname, '..')
const reports = mkdtempSync(join(tmpdir(), 'earshot-reports-'))
const bin = (name: string) => join(root, 'node_modules', '.bin', name)
const report = (name: string) => join(reports, `${name}.json`)

const STEPS: readonly Step[] = [
  { name: 'types are prepared', command: [bin('wxt'), 'prepare'] },
  { name: 'format and lint', command: [bin('biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: [bin('tsc'), '--noEmit'] },
  { name: 'dead code', command: [bin('knip')] },
  { name: 'playbook schema is current', command: ['node', 'scripts/playbook-schema.ts', '--check'] },
  { name: 'list of routes is current', command: ['node', 'scripts/openapi.ts', '--check'] },
  { name: 'list of sites is current', command: ['node', 'scripts/sites-doc.ts', '--check'] },
  { name: 'figures of scale are current', command: ['node', 'scripts/scale.ts', '--check'] },
  { name: 'page for operators is current', command: ['node', 'scripts/operate-doc.ts', '--check'] },
  { name: 'build for Chrome and Edge', command: [bin('wxt'), 'build'] },
  { name: 'build for Firefox', command: [bin('wxt'), 'build', '-b', 'firefox', '--mv3'] },
  {
    name: 'unit',
    command: [
      bin('vitest'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report('unit')}`,
    ],
    count: vitestCount,
  },
  {
    name: 'Firefox package lint',
    command: [bin('web-ext'), 'lint', '--source-dir', '.output/firefox-mv3', '--no-config-discovery'],
    needs: 'build for Firefox',
  },
  { name: 'sizes', command: ['node', 'scripts/size.ts'], needs: 'build for Chrome and Edge' },
  {
    name: 'end to end',
    command: [bin('playwright'), 'test'],
    count: playwrightCount,
    needs: 'build for Chrome and Edge',
  },
]

const total: Count = { passed: 0, failed: 0 }
const failedSteps = new Set<string>()
const faults: string[] = []
const unsteady: string[] = []

for (const kind of ['chromium', 'firefox'] satisfies BrowserKind[]) {
  const { path, from } = findBrowser(kind, console.log)
  console.log(`Browser: ${path} (${from})`)
}
for (const step of STEPS) {
  if (step.needs !== undefined && failedSteps.has(step.needs)) {
    console.log(`\n── ${step.name}: not run, since "${step.needs}" failed`)
    settle(step, { passed: 0, failed: 1 })
    continue
  }
  console.log(`\n── ${step.name}`)
  settle(step, run(step))
}
rmSync(reports, { recursive: true, force: true })
for (const one of unsteady) console.log(`\n↻ passed at the second try: ${one}`)
for (const fault of faults) console.log(`\n✗ ${fault}`)
if (failedSteps.size > 0) console.log(`\nFailed: ${[...failedSteps].join(', ')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 ? 1 : 0)

function run(step: Step): Count {
  const [command = '', ...args] = step.command
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report('e2e') },
  })
  const passed = status === 0
  if (!step.count) return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const counted = step.count(report(step.name === 'unit' ? 'unit' : 'e2e'))
  // A runner that fails without a failed test (a file that does not load, a crash) is a failure too.
  if (!passed && counted.failed === 0) counted.failed = 1
  // So is one that found nothing to run.
  if (counted.passed + counted.failed === 0) counted.failed = 1
  return counted
}

function settle(step: Step, count: Count): void {
  total.passed += count.passed
  total.failed += count.failed
  if (count.failed > 0) failedSteps.add(step.name)
  faults.push(...(count.faults ?? []))
  unsteady.push(...(count.unsteady ?? []))
}

interface VitestFile {
  readonly name: string
  readonly message?: string
  readonly assertionResults?: readonly {
    readonly status: string
    readonly fullName: string
    readonly failureMessages?: readonly string[]
  }[]
}

function vitestCount(path: string): Count {
  const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = readReport(path)
  const files = (testResults ?? []) as readonly VitestFile[]
  const faults = files.flatMap(({ name, message, assertionResults = [] }) => [
    ...(message ? [faultOf(relative(root, name), message)] : []),
    ...assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) =>
        faultOf(`${relative(root, name)} › ${fullName}`, failureMessages?.join('\n') ?? ''),
      ),
  ])
  return {
    passed: Number(numPassedTests ?? 0),
    failed: Number(numFailedTests || numFailedTestSuites || 0),
    faults,
  }
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly {
    readonly title: string
    readonly file: string
    readonly tests: readonly {
      readonly status: string
      readonly results: readonly { readonly error?: { readonly message?: string } }[]
    }[]
  }[]
}

function playwrightCount(path: string): Count {
  const { stats, suites } = readReport(path) as PlaywrightSuite & {
    stats?: { expected?: number; unexpected?: number; flaky?: number }
  }
  return {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    faults: (suites ?? []).flatMap((suite) => saidBy('unexpected', suite)),
    unsteady: (suites ?? []).flatMap((suite) => saidBy('flaky', suite)),
  }
}

/** The tests that ended so, each with what its failed tries said. */
function saidBy(status: 'unexpected' | 'flaky', { suites = [], specs = [] }: PlaywrightSuite): string[] {
  const own = specs
    .filter(({ tests }) => tests.some((one) => one.status === status))
    .map(({ file, title, tests }) => {
      const said = tests.flatMap(({ results }) => results.map(({ error }) => error?.message ?? ''))
      return faultOf(`${file} › ${title}`, said.filter((words) => words !== '').join('\n'))
    })
  return [...own, ...suites.flatMap((suite) => saidBy(status, suite))]
}

function faultOf(name: string, message: string): string {
  const lines = stripVTControlCharacters(message).split('\n').slice(0, 15)
  return [name, ...lines.map((line) => `    ${line.slice(0, 300)}`)].join('\n')
}

function readReport(path: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  } catch {
    return {}
  }
}
