import { runWithPinnedNode } from './bootstrap.mjs'

runWithPinnedNode('scripts/test.ts')
