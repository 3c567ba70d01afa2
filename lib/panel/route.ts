/** Where in the panel the person is. `from` names the control that led there, to give it the focus back. */
export type Route =
  | { readonly screen: 'here' }
  | { readonly screen: 'mention'; readonly key: string; readonly from: string | null }
  | { readonly screen: 'people' }
  | { readonly screen: 'person'; readonly contactId: string; readonly from: string | null }
  | { readonly screen: 'by-hand'; readonly from: string | null }
  | { readonly screen: 'report'; readonly from: string | null }
  | { readonly screen: 'set-aside'; readonly from: string | null }

export type Tab = 'here' | 'people'

/** The way back, newest last; never empty. */
export type Trail = readonly [Route, ...Route[]]

export const START: Trail = [{ screen: 'here' }]

export function currentRoute(trail: Trail): Route {
  return trail[trail.length - 1] ?? trail[0]
}

/** The trail with one more step. Going where one is already changes nothing. */
export function goTo(trail: Trail, route: Route): Trail {
  return isSamePlace(currentRoute(trail), route) ? trail : [...trail, route]
}

/** One step back, with the control that should get the focus; at the start of a trail nothing changes. */
export function goBack(trail: Trail): { readonly trail: Trail; readonly focus: string | null } {
  const left = currentRoute(trail)
  const [first, ...rest] = trail
  if (rest.length === 0) return { trail, focus: null }
  return { trail: [first, ...rest.slice(0, -1)], focus: 'from' in left ? left.from : null }
}

/** A tab always leads to its first screen, and forgets the way that led elsewhere. */
export function goToTab(tab: Tab): Trail {
  return [{ screen: tab }]
}

/** The tab that is marked as current. */
export function tabOf(trail: Trail): Tab {
  return trail[0].screen === 'people' ? 'people' : 'here'
}

function isSamePlace(a: Route, b: Route): boolean {
  if (a.screen === 'mention' && b.screen === 'mention') return a.key === b.key
  if (a.screen === 'person' && b.screen === 'person') return a.contactId === b.contactId
  return a.screen === b.screen
}
