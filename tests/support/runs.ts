/**
 * For properties that cost more than most: they try `usual` times, or as often as `EARSHOT_RUNS` asks for, which the
 * others follow by themselves (see one-seed.ts).
 */
export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: Number(process.env.EARSHOT_RUNS ?? usual) }
}
