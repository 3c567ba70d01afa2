/**
 * What properties try is the same for everybody who tests one commit: a run that fails is a fault of that commit and
 * is seen again at the next run. `EARSHOT_SEED=random` tries something new, and `EARSHOT_RUNS` says how often; a
 * counterexample that turns up becomes an example in its test.
 */
import fc from 'fast-check'

const { EARSHOT_SEED, EARSHOT_RUNS } = process.env

fc.configureGlobal({
  ...(EARSHOT_SEED === 'random' ? {} : { seed: Number(EARSHOT_SEED ?? 20_261_122) }),
  ...(EARSHOT_RUNS === undefined ? {} : { numRuns: Number(EARSHOT_RUNS) }),
})
