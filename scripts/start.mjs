import { runWithPinnedNode } from './bootstrap.mjs'

runWithPinnedNode('scripts/start.ts')
