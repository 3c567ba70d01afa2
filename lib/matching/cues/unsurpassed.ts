import type { CueLanguage, CueTable } from './cue.ts'

/** The words of a language that say "nothing could be …", and what then is: good, or bad. */
interface Scope {
  /** Said with a "better" of any kind. */
  readonly praise: readonly string[]
  /** Said with a "worse", or said to be less than it should. */
  readonly complaint: readonly string[]
  /** What looks like the first and says that things will not get better, or are better without. */
  readonly notPraise?: readonly string[]
  /** What looks like the second: "could be better" in "nothing could be better". */
  readonly notComplaint?: readonly string[]
}

/**
 * Negator, modal verb and comparative together say the contrary of what each says alone: "could not be
 * better" is praise, "could be better" is none, "could not be worse" is a complaint. Read as one, so that the
 * "not" inside turns nothing.
 */
function scoped(prefix: string, { praise, complaint, notPraise = [], notComplaint = [] }: Scope): CueTable[] {
  return [
    {
      rules: [
        {
          id: `${prefix}praise.unsurpassed`,
          need: 'praise',
          weight: 2.4,
          why: 'Gives a good verdict',
          firm: true,
          shapes: praise,
        },
      ],
      decoys: notPraise,
    },
    {
      rules: [
        {
          id: `${prefix}complaint.unsurpassed`,
          need: 'complaint',
          weight: 2.4,
          why: 'Gives a bad verdict',
          firm: true,
          shapes: complaint,
        },
      ],
      decoys: notComplaint,
    },
  ]
}

const BETTER =
  '(better|happier|easier|nicer|smoother|quieter|kinder|faster|simpler|comfier|lovelier|tastier|friendlier|cleaner|more (pleased|satisfied|impressed|helpful|delighted|grateful|content|comfortable|beautiful|reliable|thankful|perfect|fun))'
const WORSE =
  '(worse|ruder|slower|uglier|less (happy|pleased|satisfied|impressed|helpful|interested)|more (disappointed|annoyed|frustrated|annoying|frustrating|disappointing|useless|unhelpful|confusing|complicated|fed up|upset|wrong|angry|unhappy|dissatisfied))'
const CANNOT = '((could|can|would) (not|never|hardly|scarcely|barely)|couldnt|cant|cannot|wouldnt)'

const english: Scope = {
  praise: [
    `${CANNOT} <1> (be|been|have been|feel|ask for|wish for|have asked for|have wished for|have hoped for) <2> ${BETTER}`,
    `${CANNOT} get (much|any)? better than`,
    `(nothing|nobody|no one|none|no) <2> (beats|(comes|came|gets) (close|near)|compares|(can|could|will) (beat|match|touch|rival)|tops|rivals)`,
    `never <1> (been|felt|tasted|looked|slept|worked|run|had|owned|used|tried|found|known|met) <3> ${BETTER}`,
    '(wont|never|not|hard to|cant|cannot|couldnt) <1> (find|buy) (a|anything|one|any)? (better|nicer|finer)',
    '(dont|didnt|wont|would not|wouldnt) hesitate to recommend',
  ],
  complaint: [
    `${CANNOT} <1> (be|been|have been|feel|get|do) <2> ${WORSE}`,
    `never <1> (been|felt|had|seen|met|known|experienced|dealt with|owned|used|tasted) <3> ${WORSE}`,
    '(nothing|none) <1> (is|was|could be|gets) worse',
    '(could|should) (be|do|have been|have done) <1> better',
    '(wont|not|never) (get|getting|gets|become|becomes) <1> better',
    '(wont|wouldnt|dont|didnt|not|never|cant|cannot|couldnt|can not|could not) <2> (recommend|recommending)',
  ],
  notPraise: [
    'never <4> (better|happier) <2> since <3> (left|leaving|sold|selling|cancelled|canceled|switched|ditched|returned|got rid|quit)',
    '(nothing|cant|cannot|couldnt) <1> (beats|beat|like|better than) <1> (waiting|being|paying|sitting|having to|losing|standing|spending)',
  ],
  notComplaint: [
    '(nothing|nobody|no one|none|neither) <2> (could|should) <2> better',
    '(wont|never|not|hard to|cant|cannot|couldnt) <2> (find|buy) (a|anything|one|any)? (better|nicer|finer)',
    '(cant|cannot|couldnt|can not|could not|dont|not) <2> (recommend|recommending) <6> (enough|more|highly)',
    '(dont|didnt|wont|would not|wouldnt|not) hesitate to recommend',
    '(not only|why not) recommend',
  ],
}

const BESSER =
  '(besser|zufriedener|glücklicher|schöner|einfacher|leichter|leiser|netter|freundlicher|angenehmer|begeisterter|hilfsbereiter)'
const SCHLECHTER =
  '(schlechter|schlimmer|unfreundlicher|langsamer|umständlicher|unzufriedener|enttäuschter|unpraktischer|mieser)'
const KANN = '(könnte|könnten|könnt|kann|konnte|konnten|hätte|hätten)'

const german: Scope = {
  praise: [
    `${KANN} <4> (nicht|kaum|nie) <2> ${BESSER}`,
    `${BESSER} (geht|gehts|ging|kann|könnte) <3> (nicht|kaum|nimmer|nie)`,
    `${BESSER} als <5> (geht|gehts|ging|kann|könnte) <3> (nicht|kaum|nimmer|nie)`,
    `(geht|gehts|ging) <1> (nicht|kaum) ${BESSER}`,
    '(nichts|niemand|keine|keiner) <2> ((geht|ging) über|kommt <3> (ran|heran|mit)|(kann|könnte) <3> (mithalten|toppen|schlagen)|übertrifft|schlägt)',
    '(nie|niemals|noch nie) <4> (besser|bessere|besseren|besseres|besserer|zufriedener|glücklicher)',
    '(gibt|gab) <2> (nichts|keine|keinen|kein) <1> (besseres|bessere|besseren|schöneres)',
    '(kann|würde|werde) <5> (nur|wärmstens|jedem|allen|unbedingt|bedenkenlos|nicht (genug|oft genug)) <1> (weiterempfehlen|empfehlen)',
  ],
  complaint: [
    `${KANN} <4> (nicht|kaum|nie) <2> ${SCHLECHTER}`,
    `${SCHLECHTER} (geht|gehts|ging|kann) <3> (nicht|kaum|nimmer|nie)`,
    '(nie|niemals|noch nie) <4> (schlechter|schlechtere|schlechteren|schlechteres|schlimmer|mieser)',
    '(könnte|könnten|dürfte|sollte|müsste) (deutlich|ruhig|viel|noch|etwas|wirklich|schon|aber)? besser <1> (sein|funktionieren|laufen|werden|klappen)',
    '(wird|werden|wurde) <2> (nie|nicht) (mehr)? besser',
    '(kann|könnte|würde|möchte) <5> (nicht|kaum|niemandem|keinem) (mehr)? (weiterempfehlen|empfehlen)',
  ],
  notPraise: ['(wird|werden|wurde) <2> (nie|nicht) (mehr)? besser'],
  notComplaint: [
    '(nichts|niemand|nie|kaum) <3> besser (sein|funktionieren|laufen)',
    '(nichts|nix) (geht|ging) über',
    `${BESSER} <5> (geht|gehts|ging|kann|könnte) <3> (nicht|kaum|nimmer|nie)`,
    `(geht|gehts|ging) <1> (nicht|kaum) ${BESSER}`,
  ],
}

const SER = '(ser|estar|haber sido|ir|funcionar|salir|pedir)'
const PUEDE = '(podría|podrían|podía|puede|pueden|puedo|podemos|pudo)'

const spanish: Scope = {
  praise: [
    `(no|nunca) <1> ${PUEDE} <1> ${SER} <1> (mejor|mejores|más (contento|contenta|feliz|satisfecho|satisfecha|fácil|cómodo|cómoda|encantado|encantada))`,
    '(nada|nadie|ninguno|ninguna) <2> (supera|superan|iguala|se (le)? (compara|acerca))',
    '(no hay|no existe|nada) <1> (nada|otro|otra)? mejor (que)?',
    '(nunca|jamás) <4> (mejor|mejores|más (contento|contenta|feliz|satisfecho|satisfecha))',
    'no se puede pedir más',
  ],
  complaint: [
    `(no|nunca) <1> ${PUEDE} <1> ${SER} <1> (peor|peores|más (lento|lenta|decepcionado|decepcionada|inútil))`,
    '(nunca|jamás) <4> (peor|peores)',
    `(podría|podrían|debería|deberían) ${SER} <1> mejor`,
    'no (la|lo|los|las|os|se)? <1> (recomiendo|recomendaría|recomendar|recomendarlo|recomendarla)',
  ],
  notPraise: ['(nunca|no) <1> (va|van|irá|será|serán) <2> (mejor|mejores)'],
  notComplaint: [
    `(no|nunca|nada) <1> ${PUEDE} <2> (mejor|mejores)`,
    'no <3> (recomendar|recomendarlo|recomendarla|recomiendo) <3> (suficiente|bastante)',
  ],
}

const MIEUX =
  '(mieux|meilleur|meilleure|plus (content|contente|heureux|heureuse|satisfait|satisfaite|ravi|ravie|simple|facile|pratique))'
const PIRE =
  '(pire|pires|plus (déçu|déçue|lent|lente|mauvais|mauvaise|compliqué|mécontent|mécontente|nul|nulle))'
const PEUT = '(pourrait|pourraient|pourrais|pouvait|pouvais|peut|peux|aurait pu|aurais pu)'

const french: Scope = {
  praise: [
    `${PEUT} <1> (pas|guère|jamais) <2> (être|rêver|espérer|demander|faire|avoir|trouver) <2> ${MIEUX}`,
    '(peut|fait|trouve|trouvera) (pas|guère) mieux',
    'rien (ne|n) <1> (vaut|égale|bat|remplace|surpasse|arrive à la cheville)',
    '(rien|pas|jamais) <1> (de|eu|vu|trouvé) <1> (mieux|meilleur|meilleure)',
    'jamais <4> (mieux|meilleur|meilleure|aussi (bien|bon|bonne|content|contente|heureux|heureuse|satisfait|satisfaite))',
  ],
  complaint: [
    `${PEUT} <1> (pas|guère|jamais) <2> (être|faire|avoir) <2> ${PIRE}`,
    'jamais <4> (pire|pires|aussi (mauvais|mauvaise|mal|nul|nulle|déçu|déçue|lent|lente))',
    '(pourrait|pourraient|devrait|devraient) <1> (être|faire|marcher|fonctionner) <1> (mieux|meilleur|meilleure)',
    '(recommande|recommanderai|recommanderais|recommandons|conseille|conseillerais) (pas|plus|guère|à personne)',
    '(peux|peut|pourrais) (pas|plus) (vous|la|le|les)? (recommander|conseiller)',
  ],
  notPraise: ['(sera|ira|marchera|fera) <1> (pas|jamais) <2> (mieux|meilleur|meilleure)'],
  notComplaint: [`(rien|${PEUT} <1> (pas|guère|jamais)) <3> (mieux|meilleur|meilleure)`],
}

const PUO = '(potrebbe|potrebbero|potrei|poteva|potevo|può|possono|posso)'

const italian: Scope = {
  praise: [
    `non <1> ${PUO} <1> (essere|andare|chiedere|desiderare|funzionare) <2> (meglio|migliore|migliori|più (contento|contenta|felice|soddisfatto|soddisfatta))`,
    '(niente|nulla|nessuno|nessuna) <2> (batte|supera|eguaglia|regge il confronto|è meglio)',
    'non (c è|esiste|trovi|troverete) <1> (niente|nulla|di) <1> meglio',
    'mai <4> (meglio|migliore|così (bene|buono|buona|contento|contenta|felice))',
  ],
  complaint: [
    `non <1> ${PUO} <1> (essere|andare|funzionare) <2> (peggio|peggiore|peggiori|più (lento|lenta|deluso|delusa))`,
    'mai <4> (peggio|peggiore|così (male|cattivo|deluso|delusa|lento|lenta))',
    '(potrebbe|potrebbero|dovrebbe|dovrebbero) (essere|andare|funzionare) <1> (meglio|migliore|migliori)',
    'non (lo|la|li|le|posso|potrei|mi sento di)? <1> (consiglio|consigliare|consigliarlo|consigliarla|raccomando|raccomandare|consiglierei)',
  ],
  notPraise: ['non <1> (sarà|andrà|diventerà) <2> (mai)? (meglio|migliore)'],
  notComplaint: [
    `(non|niente|nulla) <1> ${PUO} <2> (meglio|migliore|migliori)`,
    'non <3> (consiglio|consigliare|consigliarlo|consigliarla) <2> abbastanza',
  ],
}

const portuguese: Scope = {
  praise: [
    '(não|nunca) <1> (poderia|poderiam|podia|pode|podemos|posso) <1> (ser|estar|ficar|pedir|funcionar) <1> (melhor|melhores|mais (feliz|contente|satisfeito|satisfeita|fácil))',
    '(nada|ninguém|nenhum|nenhuma) <2> (supera|bate|se compara|chega (perto|aos pés))',
    '(nunca|jamais) <4> (melhor|melhores|mais (feliz|contente|satisfeito|satisfeita))',
    '(não (há|existe|tem)) (nada|outro|outra) <1> melhor',
  ],
  complaint: [
    '(não|nunca) <1> (poderia|poderiam|podia|pode) <1> (ser|estar|ficar|funcionar) <1> (pior|piores|mais (lento|lenta|decepcionado|decepcionada))',
    '(nunca|jamais) <4> (pior|piores)',
    '(poderia|poderiam|podia|deveria|deveriam) (ser|estar|funcionar) <1> (melhor|melhores)',
    'não (posso|consigo|dá para|o|a)? <1> (recomendo|recomendar|recomendaria|indico|indicaria)',
  ],
  notPraise: ['(nunca|não) <1> (vai|vão|será|serão) <2> (melhor|melhores)'],
  notComplaint: [
    '(não|nunca|nada) <1> (poderia|poderiam|podia|pode) <2> (melhor|melhores)',
    'não <3> (recomendar|recomendo) <3> (suficiente|o bastante)',
  ],
}

const dutch: Scope = {
  praise: [
    '(kan|kon|kunnen|kunt|zou|had) <4> (niet|nauwelijks|amper) <2> (beter|blijer|tevredener|mooier|makkelijker|fijner|gelukkiger|vriendelijker)',
    '(beter|mooier|fijner) (kan|kon|gaat) <3> niet',
    '(niets|niks|geen) <3> (tipt aan|komt in de buurt|overtreft|verslaat)',
    '(gaat|ging) (niets|niks) boven',
    '(nooit|nog nooit) <4> (beter|betere|zo (blij|tevreden|goed|lekker))',
  ],
  complaint: [
    '(kan|kon|kunnen|kunt|zou) <4> (niet|nauwelijks|amper) <2> (slechter|erger|trager|onvriendelijker)',
    '(slechter|erger) (kan|kon|gaat) <3> niet',
    '(nooit|nog nooit) <4> (slechter|slechtere|erger|zo (slecht|teleurgesteld|traag|boos))',
    '(kan|kon|zou|mag) (veel|echt|wel|nog)? beter (kunnen|moeten|zijn|.|!|^)',
    '(kan|zou|raad) <5> niet <1> (aanraden|aanbevelen|aan)',
  ],
  notPraise: ['(wordt|worden|gaat) <2> (niet|nooit) <1> beter'],
  notComplaint: [
    '(niet|niets|nooit|niks|nauwelijks|amper) <2> (beter|blijer|tevredener|mooier|makkelijker|fijner)',
    'niet (genoeg|vaak genoeg) (aanraden|aanbevelen)',
  ],
}

/** For each language, its rules of what cannot be better, and of what cannot be worse or could be better. */
export const unsurpassed: Readonly<Record<CueLanguage, readonly CueTable[]>> = {
  en: scoped('', english),
  de: scoped('de.', german),
  fr: scoped('fr.', french),
  es: scoped('es.', spanish),
  it: scoped('it.', italian),
  pt: scoped('pt.', portuguese),
  nl: scoped('nl.', dutch),
}
