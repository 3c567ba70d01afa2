import type { Page } from '@playwright/test'
import type { RunningExtension } from '../../scripts/browser/launch-extension.ts'
import { type EditorName, replyForm } from './editors/build.ts'
import { expect, joinSample, openSocialPage, type TestServer, test } from './support/earshot.ts'
import { openMention } from './support/panel.ts'
import { oldReddit, reddit, type SocialPage, structuredForum, x } from './support/social-pages.ts'

const DRAFT = [
  'Thank you, Ana! 😀👍🏽 That is “odd”, isn’t it? 1 < 2 & <b>3</b>.',
  'Does the handle slip when it is cold?',
  'שלום, that is right to left.',
]
const TEXT = `${DRAFT[0]}\n\n${DRAFT[1]}\n${DRAFT[2]}`

/** Each editor on a site that uses it, or on one that takes any box. */
const EDITORS: readonly (readonly [EditorName, () => SocialPage])[] = [
  ['draft', x],
  ['lexical', reddit],
  ['textarea', oldReddit],
  ['react-textarea', structuredForum],
  ['contenteditable', structuredForum],
  ['tiptap', structuredForum],
  ['quill', structuredForum],
  ['codemirror', structuredForum],
  ['fr-element', structuredForum],
]

/** Those with an undo history of their own; Froala's markup here has none, CodeMirror's is a part that is left out. */
const UNDOES: ReadonlySet<EditorName> = new Set([
  'draft',
  'lexical',
  'textarea',
  'react-textarea',
  'tiptap',
  'quill',
])

declare global {
  /** What tests/e2e/editors/tell.mjs leaves in an editor's page. */
  var composer: { held(): string; readonly happened: string[] }
}

async function withEditor(social: SocialPage, name: EditorName): Promise<SocialPage> {
  const form = await replyForm(name)
  const inPlace = social.site === 'Reddit' ? `<shreddit-composer>${form}</shreddit-composer>` : form
  return { ...social, html: social.html.replace('</body>', () => `${inPlace}</body>`) }
}

/** What the editor itself believes to hold, line by line. */
async function linesIn(page: Page): Promise<readonly string[]> {
  const held = await page.evaluate(() => globalThis.composer.held())
  return held
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** A host that no list names is allowed in the options. */
async function allowForum(earshot: RunningExtension): Promise<void> {
  const options = await earshot.context.newPage()
  await options.goto(earshot.page('options.html#sites'))
  await options.getByLabel('Add a server or a forum').fill(structuredForum().site)
  await options.getByRole('button', { name: 'Allow this site' }).click()
  await expect(options.getByRole('switch', { name: structuredForum().site })).toBeChecked()
  await options.close()
}

/** A browser that joined the sample team, with one panel that goes from page to page. */
async function join(earshot: RunningExtension, server: TestServer) {
  await joinSample(earshot, server, 'Robin Vale')
  await allowForum(earshot)
  const allowed = new Set([structuredForum().site])
  const panel = await earshot.openPanel()
  return {
    panel,
    /** Opens a page, its mention in the panel, and a draft to answer it. */
    async beside(social: SocialPage, text = TEXT): Promise<Page> {
      await panel.getByRole('button', { name: 'Here', exact: true }).click()
      // Until the panel hears that the page before was closed, its mention stands for the next one's.
      await expect(panel.locator('article.mention')).toHaveCount(0)
      const page = await openSocialPage(earshot, social)
      await page.bringToFront()
      if (!allowed.has(social.site))
        await panel.getByRole('button', { name: social.site, exact: true }).first().click()
      allowed.add(social.site)
      await expect(panel.locator('article.mention')).toHaveCount(1)
      await openMention(panel)
      await panel.getByRole('textbox', { name: 'Your reply' }).fill(text)
      return page
    },
  }
}

const putIn = (panel: Page) => panel.getByRole('button', { name: 'Put it into the reply box' })
const said = (panel: Page, words: string) => panel.getByText(words, { exact: false })

test('the draft goes into every kind of box whole, nothing is sent, and typing goes on', async ({
  browse,
  server,
}) => {
  test.setTimeout(300_000)
  const { panel, beside } = await join(await browse(), server)
  for (const [name, social] of EDITORS)
    await test.step(name, async () => {
      const page = await beside(await withEditor(social(), name))
      await putIn(panel).click()
      await expect(said(panel, 'It is in the reply box.')).toBeVisible()
      expect(await linesIn(page)).toEqual(DRAFT)
      expect(await page.evaluate(() => globalThis.composer.happened)).toEqual([])
      await putIn(panel).click()
      await expect(said(panel, 'The reply box holds it already.')).toBeVisible()
      expect(await linesIn(page)).toEqual(DRAFT)
      await page.bringToFront()
      await page.keyboard.type(' And thanks')
      await expect.poll(() => linesIn(page)).toEqual([DRAFT[0], DRAFT[1], `${DRAFT[2]} And thanks`])
      expect(await page.locator('#editor b').count()).toBe(0)
      await page.close()
    })
})

test("what the person began stays, and the box's own undo takes the draft back", async ({
  browse,
  server,
}) => {
  test.setTimeout(300_000)
  const { panel, beside } = await join(await browse(), server)
  for (const [name, social] of EDITORS.filter(([name]) => UNDOES.has(name)))
    await test.step(name, async () => {
      const page = await beside(await withEditor(social(), name))
      const box = '#editor [contenteditable="true"], #editor[contenteditable="true"], #editor textarea'
      await page.locator(box).click()
      await page.keyboard.type('Hello Ana,')
      // Editors join what follows quickly to what was typed before into one step of undoing.
      await page.waitForTimeout(1_200)
      await putIn(panel).click()
      await expect(said(panel, 'It is in the reply box.')).toBeVisible()
      await expect.poll(async () => (await linesIn(page)).join('\n')).toBe(`Hello Ana, ${DRAFT.join('\n')}`)
      await page.bringToFront()
      await page.keyboard.press('Control+z')
      await expect.poll(() => linesIn(page)).toEqual(['Hello Ana,'])
      await page.close()
    })
})

test('without an open reply box, before a box that takes less, and beside another page the draft is copied', async ({
  browse,
  server,
}) => {
  const earshot = await browse()
  const { panel, beside } = await join(earshot, server)
  const expectCopied = async () => {
    const box = panel.getByRole('textbox', { name: 'Your reply' })
    await box.fill('')
    await box.press('Control+v')
    await expect(box).toHaveValue(TEXT)
  }
  await test.step('no box', async () => {
    const page = await beside(structuredForum())
    await panel.keyboard.press('Escape')
    await panel.keyboard.press('i')
    await expect(
      said(panel, 'No reply box is open on the page, or none that Earshot can write in. So it is copied'),
    ).toBeVisible()
    await expectCopied()
    await panel.getByRole('textbox', { name: 'Your reply' }).fill('Another answer')
    await expect(said(panel, 'No reply box is open')).toHaveCount(0)
    await page.close()
  })
  await test.step('a box that says how many characters it takes', async () => {
    const page = await beside(await withEditor(structuredForum(), 'textarea'))
    await page.evaluate(() => document.querySelector('textarea')?.setAttribute('maxlength', '80'))
    await putIn(panel).click()
    await expect(
      said(panel, 'The reply box does not take so many characters. Nothing was put into it. So it is copied'),
    ).toBeVisible()
    await expect(panel.locator('.placed .elsewhere')).toContainText(DRAFT[2] ?? '')
    expect(await linesIn(page)).toEqual([])
    await expect(panel.getByRole('textbox', { name: 'Your reply' })).toHaveValue(TEXT)
    await expectCopied()
    await page.close()
  })
  await test.step('a box that takes less is left as it was', async () => {
    const page = await beside(await withEditor(structuredForum(), 'textarea'))
    await page.evaluate(() => {
      const area = document.querySelector('textarea')
      if (area === null) return
      area.value = 'Mine'
      area.addEventListener('input', () => {
        area.value = area.value.slice(0, 20)
      })
    })
    await putIn(panel).click()
    await expect(said(panel, 'The reply box did not take it as it is. So it is copied')).toBeVisible()
    await expect(panel.locator('.placed .elsewhere')).toHaveText('Mine')
    expect(await linesIn(page)).toEqual(['Mine'])
    await expectCopied()
  })
  await test.step('another page in front', async () => {
    const other = await openSocialPage(earshot, await withEditor(oldReddit(), 'textarea'))
    await other.bringToFront()
    await expect(panel.getByText('This post is not on the page in front.')).toBeVisible()
    await panel.getByRole('textbox', { name: 'Your reply' }).fill('Yet another')
    await putIn(panel).click()
    await expect(
      said(panel, 'The page in front is not the one with this post. So it is copied'),
    ).toBeVisible()
    expect(await linesIn(other)).toEqual([])
  })
})
