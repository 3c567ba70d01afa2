// @vitest-environment happy-dom
import { render } from 'preact'
import { expect, it } from 'vitest'
import { PostCard } from '../../components/mention/PostCard.tsx'
import { doing, drawPanels, place } from '../support/draw-panel.ts'
import { NOW } from '../support/panel-names.ts'
import { mentionView } from '../support/panel-views.ts'

drawPanels()

it('says that a post is a reply where the post that it answers was not kept', async () => {
  const view = mentionView()
  const post = { ...view.mention.post, parent: null }
  for (const isReply of [true, false]) {
    const alone = { ...view, parent: null, mention: { ...view.mention, post, isReply } }
    await doing(() =>
      render(
        <PostCard view={alone} now={NOW} onLocate={() => undefined} opinion={null} verdicts={null} />,
        place,
      ),
    )
    expect(place.textContent?.includes('A reply to a post that is not about us')).toBe(isReply)
  }
})

it('offers to show the post in the page only where it is on the page in front', async () => {
  const draw = (onLocate: (() => void) | null) =>
    doing(() =>
      render(
        <PostCard view={mentionView()} now={NOW} onLocate={onLocate} opinion={null} verdicts={null} />,
        place,
      ),
    )
  await draw(() => undefined)
  expect(place.textContent).toContain('Show in page')
  await draw(null)
  expect(place.textContent).not.toContain('Show in page')
  // The way to it stays.
  expect(place.querySelector('a')?.href).toBe(mentionView().mention.post.permalink)
})
