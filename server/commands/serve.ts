import { resolve } from 'node:path'
import { createLog } from '../log.ts'
import { startServer } from '../start-server.ts'
import type { Command } from './command.ts'

/** Runs until a signal. The first one drains, the second leaves at once. */
export const serve: Command = {
  usage: '[--sample]',
  says: 'starts serving; with --sample also the sample workspace and an invitation to it',
  takes: ['sample'],
  async run({ options, config, operands }) {
    if (operands.length > 0) process.stderr.write(`Not needed: ${operands.join(' ')}\n`)
    const log = createLog(config.logLevel)
    const dataDir = resolve(config.dataDir)
    const running = await startServer({
      ...config,
      dataDir,
      erasuresDir: resolve(config.erasuresDir),
      sample: options.sample ?? false,
      log,
    })
    // Never through the log, which strikes codes out.
    const print = (line: Readonly<Record<string, unknown>>) => {
      process.stdout.write(`${JSON.stringify(line)}\n`)
    }
    const metrics = running.metricsUrl === null ? {} : { metrics: running.metricsUrl }
    // With PostgreSQL there is nothing in it.
    const keeping = config.postgresUrl === null ? { dataDir } : {}
    print({ event: 'listening', url: running.url, ...keeping, ...metrics })
    if (running.invitation !== undefined)
      print({ event: 'invitation', url: running.url, ...running.invitation })
    let signals = 0
    const onSignal = (signal: NodeJS.Signals) => {
      signals += 1
      if (signals > 1) process.exit(130)
      log.info({ signal }, 'stopping')
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.fatal({ err: error }, 'could not stop in order')
          process.exit(1)
        },
      )
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  },
}
