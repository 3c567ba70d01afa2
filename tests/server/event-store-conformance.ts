import { describeErasure } from './store/erasure-conformance.ts'
import { describeLog } from './store/log-conformance.ts'
import { describePeople } from './store/people-conformance.ts'
import { describeReach } from './store/reach-conformance.ts'
import type { StoreUnderTest } from './store/store-under-test.ts'
import { describeTokens } from './store/token-conformance.ts'

/** What every store behind the port must do, whatever it is made of. */
export function describeEventStore(name: string, make: () => Promise<StoreUnderTest>): void {
  describeLog(name, make)
  describePeople(name, make)
  describeTokens(name, make)
  describeErasure(name, make)
  describeReach(name, make)
}
