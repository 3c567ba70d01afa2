// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { siteByHost } from '../../lib/sites/choose-site.ts'
import { read } from '../../lib/sites/read.ts'
import { stackExchange } from '../../lib/sites/stack-exchange.site.ts'

describe('Stack Exchange', () => {
  it.each([
    'https://stackoverflow.com/questions/1',
    'https://ru.stackoverflow.com/questions/1',
    'https://meta.stackexchange.com/questions/1',
    'https://coffee.stackexchange.com/questions/1',
    'https://meta.superuser.com/questions/1',
    'https://askubuntu.com/questions/1',
    'https://mathoverflow.net/questions/1',
    'https://stackapps.com/questions/1',
  ])('knows %s', (address) => {
    expect(siteByHost(new URL(address), [stackExchange])?.id).toBe('stack-exchange')
  })

  it.each(['https://stackoverflow.com.evil.test/questions/1', 'https://notstackexchange.com/questions/1'])(
    'is not taken in by %s',
    (address) => {
      expect(siteByHost(new URL(address), [stackExchange])).toBeNull()
    },
  )

  it('keeps one key for a question, and the people of two sites apart', () => {
    const key = (address: string) => stackExchange.threadKey(new URL(address))
    expect(key('https://coffee.stackexchange.com/questions/4100/why?noredirect=1#comment9_4101')).toBe(
      key('https://coffee.stackexchange.com/questions/4100/other-title/4101#4101'),
    )
    const author = (host: string) => {
      const page = `<div id="answer-2" class="answer"><div class="js-post-body">Hi</div><div itemprop="author"><a itemprop="url" href="/users/7/ana">ana</a></div></div>`
      const document = new DOMParser().parseFromString(page, 'text/html')
      return read(stackExchange, document, new URL(`https://${host}/questions/1/x`)).thread.posts[0]?.author
        ?.key
    }
    expect(author('stackoverflow.com')).toBe('stackoverflow.com/7')
    expect(author('superuser.com')).toBe('superuser.com/7')
  })

  it('names the person whose answers a page lists', () => {
    const page = `<div class="s-post-summary" data-post-id="5"><h3 class="s-post-summary--content-title"><a href="/questions/4/x/5#5">Why?</a></h3></div>`
    const document = new DOMParser().parseFromString(page, 'text/html')
    const url = new URL('https://stackoverflow.com/users/7/ana?tab=answers')
    const [post] = read(stackExchange, document, url).thread.posts
    expect(post?.author).toMatchObject({ key: 'stackoverflow.com/7', handle: 'ana' })
    expect(post?.permalink).toBe('https://stackoverflow.com/questions/4/x/5#5')
  })
})
