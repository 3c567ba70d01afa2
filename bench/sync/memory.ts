import { execFileSync } from 'node:child_process'

/** What a process holds in memory, by the one tool that every Unix has. */
export function residentMiB(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_024
}
