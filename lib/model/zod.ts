/**
 * The one door to Zod. `jitless` must be set before the first schema is made: Zod 4 otherwise probes
 * `new Function`, which the extension pages' content security policy reports as a violation
 * (https://github.com/colinhacks/zod/issues/4461).
 */
import * as z from 'zod'

z.config({ jitless: true })

export { z }
