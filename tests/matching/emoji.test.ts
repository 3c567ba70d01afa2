import { describe, expect, it } from 'vitest'
import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { findMatches } from '../../lib/matching/find-matches.ts'

function finds(query: string, text: string): boolean {
  const compiled = compileTopics([{ id: 'topic', query }])
  expect(compiled.problems).toEqual([])
  return findMatches(compiled, { site: 'x', text }).length > 0
}

describe('an emoji that a query asks for', () => {
  it.each([
    ['🇪🇸', 'Hola 🇪🇸!'],
    ['🇪🇸', '🇩🇪🇪🇸'],
    ['🇩🇪', 'a🇩🇪🇸🇪'],
    ['1️⃣', 'Tip 1️⃣ grind finer'],
    ['👍', '👍🏿'],
    ['👍🏽', 'thanks👍🏽!'],
    ['👩🏽‍💻', 'me 👩🏽‍💻 at work'],
    ['❤️', 'I ❤️ it'],
    ['👍', 'quillon👍👍'],
    ['❤', '❤️'],
    ['❤️', '❤ it'],
    ['💻', '💻 work'],
    ['👩‍💻', 'me 👩‍💻 at work'],
    ['"☕ time"', 'Quillon ☕ time'],
    ['`🇸🇪 made`', '🇩🇪🇸🇪 made'],
  ])('%s is found in %s', (query, text) => {
    expect(finds(query, text)).toBe(true)
  })

  it.each([
    ['🇪🇸', '🇩🇪🇸🇪'],
    ['1️⃣', 'I have 1 grinder'],
    ['👍🏽', '👍'],
    ['👍🏽', '👍🏿'],
    ['👩‍💻', '👩🏽‍💻'],
    ['💻', '👨‍💻'],
    ['👨', '👨‍💻'],
    ['👨', '👨🏽‍💻'],
    ['❤', '❤️‍🔥'],
    ['♂', '🤷‍♂️'],
    ['`🇪🇸`', '🇩🇪🇸🇪'],
  ])('%s is not found in %s', (query, text) => {
    expect(finds(query, text)).toBe(false)
  })

  it('is found at all in a megabyte of flags, and soon', () => {
    expect(finds('🇪🇸', `${'🇩🇪'.repeat(200_000)}🇪🇸`)).toBe(true)
  })
})
