/**
 * The one door to Zod. `jitless` must be set before the first schema is made: Zod 4 otherwise probes
 * `new Function`, which the extension pages' content security policy reports as a violation
 * (https://github.com/colinhacks/zod/issues/4461). Node has no such policy, and the server judges every
 * entry of a push by these schemas, several times as fast when they are compiled.
 */
import * as z from 'zod'

const { process } = globalThis as { process?: { versions?: { node?: unknown } } }

z.config({ jitless: typeof process?.versions?.node !== 'string' })

export { z }
