import { defineConfig } from '@playwright/test'

const reportFile = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  // Each test starts browsers and a server of its own; two cores do not carry two of them at once.
  workers: 1,
  fullyParallel: false,
  // A browser on a busy machine may be slower than any patience. What passes only the second time is named at the end.
  retries: 1,
  timeout: 180_000,
  expect: { timeout: 25_000 },
  forbidOnly: true,
  reporter: [['list'], ...(reportFile ? [['json', { outputFile: reportFile }] as const] : [])],
  outputDir: 'test-results',
})
