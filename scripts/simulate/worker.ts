// First of all: Dexie asks once what there is.
import './surroundings.ts'
import { parentPort } from 'node:worker_threads'
import { simulate } from './simulate.ts'

parentPort?.on('message', (seed: number) => {
  void simulate(seed).then((outcome) => parentPort?.postMessage(outcome))
})
