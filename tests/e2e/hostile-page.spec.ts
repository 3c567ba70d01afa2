import { expect, test } from './support/earshot.ts'
import { openInTeam } from './support/panel.ts'
import { ABOUT_US, hackerNews, type SocialPage } from './support/social-pages.ts'

/** Before anything else of the page, a script of the page's own. */
function withScript(script: string): SocialPage {
  const social = hackerNews()
  return { ...social, html: social.html.replace('<head>', `<head><script>${script}</script>`) }
}

/** What a reader of a page calls, each turned into a trap that notes who stepped on it and throws. */
const TRAPS = `
  const sprung = globalThis.sprung = []
  const trap = (owner, ...names) => {
    for (const name of names)
      Object.defineProperty(owner, name, {
        configurable: true,
        get() { sprung.push(name); throw new Error('a trap') },
        set() { sprung.push(name + ' =') },
      })
  }
  trap(Node.prototype, 'textContent', 'childNodes', 'firstChild', 'nextSibling', 'parentNode', 'parentElement', 'nodeType', 'nodeValue', 'contains')
  // innerHTML is sprung here and never used: a reader that touched it would be seen.
  trap(Element.prototype, 'querySelector', 'querySelectorAll', 'matches', 'closest', 'getAttribute', 'hasAttribute', 'getAttributeNames', 'localName', 'tagName', 'innerHTML', 'outerHTML', 'shadowRoot', 'firstElementChild', 'nextElementSibling', 'getElementsByClassName', 'scrollIntoView', 'checkVisibility')
  trap(CharacterData.prototype, 'data')
  trap(HTMLElement.prototype, 'innerText', 'dataset')
  trap(HTMLAnchorElement.prototype, 'href')
  trap(Document.prototype, 'querySelector', 'querySelectorAll', 'getElementById', 'getElementsByClassName', 'createTreeWalker', 'body', 'title', 'visibilityState', 'getSelection')
  trap(globalThis, 'MutationObserver', 'requestIdleCallback', 'navigation', 'CSS', 'DOMParser', 'NodeFilter')
  trap(IntersectionObserver.prototype, 'observe')
  JSON.parse = () => { sprung.push('JSON.parse'); throw new Error('a trap') }
  URL.parse = URL.canParse = () => { sprung.push('URL'); throw new Error('a trap') }
  String.prototype.normalize = () => { sprung.push('normalize'); throw new Error('a trap') }`

test('a page that turned its own prototypes into traps is read like any other, and none is sprung', async ({
  browse,
  server,
}) => {
  const { page, panel } = await openInTeam(browse, server, withScript(TRAPS))
  const card = panel.locator('article.mention')
  await expect(card).toHaveCount(1)
  await expect(card).toContainText(ABOUT_US.by)
  await expect(panel.getByText('4 posts read')).toBeVisible()
  // Asked past Playwright, whose own script in the page would step on a trap.
  const session = await page.context().newCDPSession(page)
  const ask = (expression: string) => session.send('Runtime.evaluate', { expression, returnByValue: true })
  expect((await ask('sprung')).result.value).toEqual([])
  // The traps are real: the page's own script steps on them.
  expect((await ask('document.title')).exceptionDetails?.exception?.description).toContain('a trap')
})

/** A thousand changes a second of every kind, in a post that is read and beside it, until somebody says stop. */
const STORM = `
  globalThis.changes = 0
  globalThis.storm = () => {
    const words = document.querySelector('.commtext')
    const row = words.closest('tr.comtr')
    const beside = document.body.appendChild(document.createElement('div'))
    const timer = setInterval(() => {
      for (let at = 0; at < 10; at++) {
        const turn = changes++
        if (turn % 5 === 0) words.firstChild.data = 'Change ' + turn
        else if (turn % 5 === 1) row.setAttribute('data-turn', turn)
        else if (turn % 5 === 2) beside.append(document.createElement('p'))
        else if (turn % 5 === 3) beside.replaceChildren()
        else row.querySelector('.comhead').append(' ')
      }
    }, 10)
    globalThis.calm = () => clearInterval(timer)
  }
  globalThis.post = (id, text) => {
    const row = document.getElementById('${ABOUT_US.id}').cloneNode(true)
    row.id = id
    row.querySelector('.age a').href = 'item?id=' + id
    row.querySelector('.commtext').textContent = text
    document.querySelector('.comment-tree').append(row)
  }`

test('a page that changes a thousand times a second goes on doing so, and what is posted meanwhile is found', async ({
  browse,
  server,
}) => {
  const { page, panel } = await openInTeam(browse, server, withScript(STORM))
  const cards = panel.locator('article.mention')
  await expect(cards).toHaveCount(1)
  await page.evaluate('storm()')
  await expect.poll(() => page.evaluate('changes'), { timeout: 120_000 }).toBeGreaterThan(10_000)
  await page.evaluate("post('48100050', 'Does the Quillon Q2 grind fine enough for Turkish coffee?')")
  await expect(cards).toHaveCount(2)
  const before = Number(await page.evaluate('changes'))
  await expect.poll(() => page.evaluate('changes')).toBeGreaterThan(before)
  await page.evaluate('calm()')
  await page.evaluate("post('48100051', 'The Quillon Q2 is quiet, I like it.')")
  await expect(cards).toHaveCount(3)
  await expect(panel.getByText('6 posts read')).toBeVisible()
})
