import { DEVICE_ROUTES } from './devices.ts'
import { ERASURE_ROUTES } from './erasures.ts'
import { JOIN_ROUTES } from './join.ts'
import { LIVE_ROUTES } from './live.ts'
import { MEMBER_ROUTES } from './members.ts'
import { OIDC_ROUTES } from './oidc.ts'
import { PLAYBOOK_ROUTES } from './playbook.ts'
import { READY_ROUTES } from './ready.ts'
import type { Route } from './route.ts'
import { SYNC_ROUTES } from './sync.ts'

/** Everything that this server answers to; docs/openapi.json is made of the same list. */
export const ROUTES: readonly Route[] = [
  ...READY_ROUTES,
  ...JOIN_ROUTES,
  ...OIDC_ROUTES,
  ...SYNC_ROUTES,
  ...LIVE_ROUTES,
  ...PLAYBOOK_ROUTES,
  ...DEVICE_ROUTES,
  ...MEMBER_ROUTES,
  ...ERASURE_ROUTES,
]
