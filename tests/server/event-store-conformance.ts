import { describeLog } from './store/log-conformance.ts'
import { describePeople } from './store/people-conformance.ts'
import type { StoreUnderTest } from './store/store-under-test.ts'

/** What every store behind the port must do, whatever it is made of. */
export function describeEventStore(name: string, make: () => Promise<StoreUnderTest>): void {
  describeLog(name, make)
  describePeople(name, make)
}
