// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { lobsters } from '../../lib/sites/lobsters.site.ts'

const kindOf = (path: string) => lobsters.pageKind(new URL(path, 'https://lobste.rs'), document)
const keyOf = (path: string) => lobsters.threadKey(new URL(path, 'https://lobste.rs'))

describe('Lobsters', () => {
  it.each([
    ['/', 'feed'],
    ['/page/2', 'feed'],
    ['/newest/page/2', 'feed'],
    ['/newest/grindlord', 'profile'],
    ['/~grindlord/threads', 'profile'],
    ['/comments/page/3', 'feed'],
    ['/t/hardware,practices', 'feed'],
    ['/search?q=quillon', 'search'],
    ['/s/bbbb01/slug', 'thread'],
    ['/settings', null],
    ['/login', null],
  ])('%s is a page of this kind: %s', (path, kind) => {
    expect(kindOf(path)).toBe(kind)
  })

  it('has one key for a story, whatever its title says and whichever comment is named', () => {
    expect(keyOf('/s/bbbb01/old_title#c_aaaa01')).toBe(keyOf('/s/bbbb01'))
    expect(keyOf('/s/bbbb02')).not.toBe(keyOf('/s/bbbb01'))
    expect(keyOf('/search?q=quillon&page=2')).toBe(keyOf('/search?q=quillon'))
  })
})
