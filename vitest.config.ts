import preact from '@preact/preset-vite'
import { defineConfig } from 'vitest/config'
import { messageCatalogue } from './scripts/message-catalogue.ts'

export default defineConfig({
  plugins: [preact(), messageCatalogue()],
  test: {
    // Projects take these over (`extends`). A property tries a hundred posts, and machines are shared: only
    // what hangs should end by the clock.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: ['tests/support/one-seed.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'extension',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/server/**', 'tests/e2e/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          exclude: ['tests/server/postgres/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['tests/server/postgres/**/*.test.ts'],
          globalSetup: ['tests/server/postgres/start.ts'],
        },
      },
    ],
  },
})
