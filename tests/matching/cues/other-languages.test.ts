import { describe, expect, it } from 'vitest'
import { findCues } from '../../../lib/matching/cues/find-cues.ts'

/** What the cues of a text add up to for a need, each cue once. */
function weightOf(need: string, text: string, lang: string | null = 'en'): number {
  const seen = new Map(findCues(text, lang).map((cue) => [cue.id, cue]))
  return [...seen.values()].filter((cue) => cue.need === need).reduce((sum, cue) => sum + cue.weight, 0)
}

function ids(text: string, lang: string | null = 'en'): string[] {
  return findCues(text, lang).map((cue) => cue.id)
}

const OTHERS: readonly (readonly [lang: string, need: string, text: string])[] = [
  ['de', 'complaint', 'Die App stürzt ständig ab, unterirdischer Service'],
  ['de', 'question', 'Weiß jemand, ob die Mühle spülmaschinenfest ist?'],
  ['de', 'praise', 'Sehr zufrieden, klare Empfehlung!'],
  ['de', 'leaving', 'Mir reicht’s, ich kündige'],
  ['de', 'buying', 'Wo kann man die Q2 kaufen'],
  ['de', 'idea', 'Wäre toll, wenn es einen Deckel gäbe'],
  ['de', 'safety', 'Das Ladegerät hat Feuer gefangen'],
  ['de', 'helping', 'Hast du schon versucht, sie zu reinigen'],
  ['de', 'spam', 'Link in der Bio, jetzt kaufen!'],
  ['fr', 'complaint', 'L’appli ne marche plus depuis la mise à jour'],
  ['fr', 'question', 'Est-ce que quelqu’un sait où trouver une pièce ?'],
  ['fr', 'praise', 'J’adore, vraiment parfait'],
  ['fr', 'leaving', 'Je résilie et je passe à la concurrence'],
  ['fr', 'buying', 'Je voudrais acheter le modèle de voyage'],
  ['fr', 'idea', 'Ce serait bien d’avoir un couvercle'],
  ['fr', 'safety', 'Le chargeur a pris feu'],
  ['fr', 'helping', 'Vous pouvez essayer de nettoyer la meule'],
  ['fr', 'spam', 'Lien en bio, profitez vite !'],
  ['es', 'complaint', 'No funciona y nadie responde, pésimo'],
  ['es', 'question', '¿Alguien sabe dónde está la tienda?'],
  ['es', 'praise', 'Me encanta, muy recomendable'],
  ['es', 'leaving', 'Nunca más, me cambio de compañía'],
  ['es', 'buying', 'Quiero comprar uno'],
  ['es', 'idea', 'Sería genial si pudieran añadir una tapa'],
  ['es', 'safety', 'Se incendió el cargador'],
  ['it', 'complaint', 'Non funziona, pessimo servizio'],
  ['it', 'question', 'Qualcuno sa dove si compra?'],
  ['it', 'praise', 'Ottimo, molto soddisfatto'],
  ['it', 'leaving', 'Ho chiesto la disdetta, mai più'],
  ['it', 'idea', 'Sarebbe bello avere un coperchio'],
  ['it', 'safety', 'Il caricatore ha preso fuoco'],
  ['pt', 'complaint', 'Não funciona, péssimo atendimento'],
  ['pt', 'question', 'Alguém sabe onde fica a loja?'],
  ['pt', 'praise', 'Amei, super recomendo'],
  ['pt', 'leaving', 'Cancelei, nunca mais'],
  ['pt', 'buying', 'Quero comprar um moedor'],
  ['pt', 'safety', 'Vou processar vocês e chamar o Procon'],
]

describe('cues of other languages', () => {
  it.each(OTHERS)('in %s speak for %s: "%s"', (lang, need, text) => {
    expect(weightOf(need, text, lang)).toBeGreaterThanOrEqual(0.9)
  })

  it('know "nicht schlecht" and "pas mal" for praise', () => {
    expect(weightOf('praise', 'Gar nicht schlecht', 'de')).toBeGreaterThan(0)
    expect(weightOf('complaint', 'Gar nicht schlecht', 'de')).toBeLessThanOrEqual(0)
    expect(weightOf('praise', 'Pas mal du tout', 'fr')).toBeGreaterThan(0)
  })

  it('are none in a language that has no cues', () => {
    expect(ids('The burr broke', 'ar')).toEqual([])
    expect(ids('The burr broke', 'eng')).toEqual([])
    expect(ids('The burr broke', '')).toEqual([])
  })

  it('take a region and no language at all as one expects', () => {
    expect(ids('The burr broke', 'en-GB')).toEqual(ids('The burr broke', 'en'))
    expect(ids('The burr broke', null)).toEqual(ids('The burr broke', 'en'))
  })
})
