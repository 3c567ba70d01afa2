/** One life of a worker: it runs only between two stops, and only while somebody waits for it. */
export function createLife() {
  let release: (() => void) | null = null
  let stopped: (() => void) | null = null
  let failure: unknown = null
  const untilStop = async () => {
    await new Promise<void>((resolve) => {
      stopped = resolve
    })
    if (failure !== null) throw failure
  }
  return {
    standing: () => release !== null,
    stop: () =>
      new Promise<void>((resolve) => {
        release = resolve
        stopped?.()
      }),
    goOn: (): Promise<void> => {
      const done = untilStop()
      const go = release
      release = null
      go?.()
      return done
    },
    runTo: (work: () => Promise<void>): Promise<void> => {
      const done = untilStop()
      // A round never throws for what can happen in the world, so what it throws is what we look for.
      work()
        .catch((thrown: unknown) => {
          failure = thrown
        })
        .finally(() => stopped?.())
      return done
    },
  }
}
