import type { CueTable, Turns } from './cue.ts'

export const dutchTurns: Turns = {
  negation: ['(niet|nooit|geen|zonder|nauwelijks|niets|niks|niemand|noch)', 'alles behalve'],
  lifted: ['(niet|geen) (alleen|slechts|zomaar|twijfel|wonder|grap)', 'waarom niet'],
  supposed: ['(als|indien|zou|zouden|misschien|hoop|hopelijk|of|wil|wou|wens|voordat)'],
  resolved: ['(ga|gaan|dan)'],
  asking: [
    '^ (is|zijn|was|heeft|hebben|heb|kan|kunnen|gaat|werkt|wordt|mag|hoe|waar|wat|wanneer|welke|welk|wie|waarom|weet|weten|kent|moet|zit|past)',
  ],
  breaks: ['(maar|want|omdat|doch|hoewel|en|terwijl|echter|dus|tot)'],
}

export const dutch: CueTable[] = [
  {
    rules: [
      {
        id: 'nl.question.asks',
        need: 'question',
        weight: 2,
        why: 'Asks for information',
        asks: true,
        shapes: [
          '(hoe|waar|wat|wanneer|welke|welk|wie|waarom|hoeveel|waarmee|waarvoor|hoelang)',
          '(^|,|en|of|maar|@) (is|zijn|heeft|hebben|heb|kan|kunnen|gaat|werkt|wordt|mag|weet|weten|kent|moet|zit|past|komt|komen|krijg|krijgt|bestaat)',
        ],
      },
      {
        id: 'nl.question.mark',
        need: 'question',
        weight: 0.9,
        why: 'Ends in a question mark',
        shapes: ['¿'],
      },
      {
        id: 'nl.question.wondering',
        need: 'question',
        weight: 2,
        why: 'Would like to know',
        shapes: [
          '(weet|kent|heeft|kan) (iemand|er iemand|jij|jullie)',
          '(iemand) <1> (ervaring|ervaringen|tips|tip|idee|ideeën|een idee|advies|enig idee)',
          '(vraag|vraagje|vragen) (:|over|aan|voor)',
          '(ik vraag me af|vraag me af|wil graag weten|zou graag willen weten|benieuwd) <1> (of|hoe|wat|waar|wanneer|waarom|welke)?',
          '(kunnen jullie|kun je|kunt u|kan iemand) <3> (helpen|uitleggen|vertellen|zeggen|laten weten|antwoorden)',
        ],
      },
      {
        id: 'nl.question.rhetorical',
        need: 'question',
        weight: -1.6,
        why: 'Asks without wanting an answer',
        shapes: [
          '(serieus|echt|toch|hallo|niet waar|hè|wie boeit het|meen je niet) ¿',
          'hoe (moeilijk|dom|durven|kun je zo)',
          '¿ ^ (nee|nooit|ja|zeker|altijd|tuurlijk)',
        ],
      },
    ],
  },
  {
    rules: [
      {
        id: 'nl.complaint.not-working',
        need: 'complaint',
        weight: 2.3,
        why: 'Says that it does not work',
        firm: true,
        shapes: [
          '(werkt|werken|doet|start|laadt|opent|reageert|sluit|past|gaat) <3> (niet|niks|nooit|nauwelijks)',
          '(kan|kunnen|krijg|lukt) <4> niet <2> (inloggen|openen|gebruiken|bestellen|betalen|bereiken|laden|aanmelden|installeren|open|aan)?',
          '(loopt|slaat|valt) <3> (vast|uit|weg)',
          '(foutmelding|storing|storingen|vastloper|vastgelopen)',
          '(probleem|problemen|gedoe|ellende) (met|bij|sinds)',
        ],
      },
      {
        id: 'nl.complaint.broken',
        need: 'complaint',
        weight: 2.1,
        why: 'States that something broke or arrived wrong',
        shapes: [
          '(kapot|stuk|defect|defecte|gebroken|afgebroken|beschadigd|gebarsten|gescheurd|lekt|gelekt|verroest|vertraagd|vertraging|zoek|kwijt)',
          '(verkeerde|verkeerd|foute) (product|artikel|maat|kleur|bestelling|geleverd|pakket)',
        ],
      },
      {
        id: 'nl.complaint.late',
        need: 'complaint',
        weight: 2.1,
        why: 'Has been waiting, or was let down',
        firm: true,
        shapes: [
          '(wacht|wachten|gewacht) <3> (al|nog|op|sinds|steeds|weken|dagen)',
          '(nog steeds|nog altijd|tot nu toe) (niet|niks|niets|geen)',
          '(geen|nul) (antwoord|reactie|hulp|oplossing|terugbetaling|gehoor)',
          '(niemand) <2> (antwoordt|reageert|helpt|belt|neemt op)',
          '(nooit|niet) <1> (aangekomen|geleverd|ontvangen|gekregen|bezorgd)',
        ],
      },
      {
        id: 'nl.complaint.verdict',
        need: 'complaint',
        weight: 2,
        why: 'Gives a bad verdict',
        shapes: [
          '(slecht|slechte|slechtste|waardeloos|waardeloze|belachelijk|schandalig|schande|verschrikkelijk|vreselijk|vreselijke|rotzooi|troep|teleurgesteld|teleurstellend|teleurstelling|onacceptabel|irritant|bagger|drama|dramatisch|oplichterij|oplichters|onbeschoft|zonde van|nutteloos|prut|kut|klote|ontevreden)',
          '(niet|nooit) (te doen|aan te raden|normaal|aan beginnen)',
          '(😡|🤬|😠|👎|🙄|😤)',
        ],
      },
      {
        id: 'nl.complaint.irony',
        need: 'complaint',
        weight: 2.2,
        why: 'Thanks or praises in irony',
        firm: true,
        shapes: [
          '(bedankt|dank je|dank u|dankjewel) <2> ,? voor <1> (niks|niets)',
          '(nou|lekker) (fijn|leuk|lekker|bezig|dan) (@|hoor|weer|jongens)',
        ],
      },
    ],
    decoys: ['niet (slecht|verkeerd|gek)', '(zonder|geen|nooit) (problemen|probleem|gedoe)'],
  },
  {
    rules: [
      {
        id: 'nl.praise.mocked',
        need: 'praise',
        weight: -2.6,
        why: 'Thanks or praises in irony',
        firm: true,
        shapes: ['(bedankt|dank je|dank u|dankjewel) <2> ,? voor <1> (niks|niets)'],
      },
      {
        id: 'nl.praise.strong',
        need: 'praise',
        weight: 1.9,
        why: 'Approves, in strong words',
        shapes: [
          '(geweldig|geweldige|fantastisch|fantastische|super|top|prachtig|prachtige|perfect|perfecte|uitstekend|uitstekende|heerlijk|heerlijke|briljant|geniaal|schitterend|fijnste|beste|aanrader|topper|dikke pluim|petje af|hulde|chapeau)',
          '(heel|erg|zeer|echt|super|ontzettend|enorm) (blij|tevreden|goed|goede|mooi|mooie|fijn|fijne|handig|vriendelijk|snel|lekker)',
          '(hou|houd|houden) van',
          '(dank|bedankt|complimenten) (voor|aan|voor de)',
          '(niet|helemaal niet) (slecht|verkeerd)',
          '(nooit meer) <2> (zonder|iets anders|een andere)',
          '(❤|😍|🥰|👍|🙏|👏|💪|🔥|💯)',
        ],
      },
    ],
    decoys: [
      '(niet|geen) (super|top|goed|geweldig)',
      '(bedankt|dank) <2> voor <1> (niks|niets)',
      '(nee|nou) ,? (bedankt|dank)',
    ],
  },
  {
    rules: [
      {
        id: 'nl.idea.wish',
        need: 'idea',
        weight: 2.1,
        why: 'Wishes for a change',
        shapes: [
          '(zou|zouden) <4> (fijn|leuk|handig|mooi|tof|geweldig|top|beter) <2> (zijn|als|vinden)',
          '(kunnen jullie|kun je|graag|waarom) <4> (toevoegen|invoeren|aanbieden|verbeteren|terugbrengen|maken met)',
          '(idee|tip|suggestie|wens|verzoek) (:|voor|aan)',
          '(ik mis|wat ontbreekt|het enige wat ontbreekt|had graag)',
        ],
      },
    ],
  },
  {
    rules: [
      {
        id: 'nl.buying.wants',
        need: 'buying',
        weight: 2.2,
        why: 'Wants to buy',
        shapes: [
          '(wil|wilde|ga|gaan|zou graag) <5> (kopen|bestellen|aanschaffen|halen)',
          '(waar) <3> (kan ik|kun je|koop|te koop|vind ik|krijg ik)',
          '(net|zojuist|vandaag|eindelijk) <3> (besteld|gekocht|aangeschaft)',
          '(op zoek naar|overweeg|twijfel tussen|denk erover) <4>',
          '(hoeveel kost|wat kost|wanneer weer leverbaar|op voorraad)',
        ],
      },
    ],
  },
  {
    rules: [
      {
        id: 'nl.leaving.away',
        need: 'leaving',
        weight: 2.5,
        why: 'Says that they leave, or are about to',
        firm: true,
        shapes: [
          '(opgezegd|opzeggen|zeg <4> op|abonnement <3> (op|stop|stopgezet|beëindigd))',
          '(nooit meer|nooit weer|laatste keer|laatste bestelling|eens maar nooit weer)',
          '(stap|stappen|overgestapt|overstappen|gewisseld) <3> (over|naar|op)?',
          '(klaar met|ben er klaar mee|weg bij|ga naar de concurrent|teruggestuurd|verwijderd|verkocht)',
          '(klant) <2> (kwijt|minder|geweest|af)',
        ],
      },
    ],
    decoys: [
      '(nooit meer) <2> (zonder|iets anders|een andere)',
      '(personeel|medewerker|medewerkers|baan) <3> (opgezegd|ontslagen)',
    ],
  },
  {
    rules: [
      {
        id: 'nl.safety.danger',
        need: 'safety',
        weight: 2.8,
        why: 'Speaks of danger, injury, fraud or the law',
        shapes: [
          '(gewond|verwond|verwonding|verbrand|brandwond|brandwonden|ziekenhuis|spoedeisende hulp|eerste hulp|bloedt|gebloed|vergiftigd|voedselvergiftiging|allergische reactie|gestikt|schok gekregen|stroomschok)',
          '(vinger|vingers|hand|duim|arm|oog) <2> (gesneden|opengehaald|verbrand|bekneld|gebroken|open)',
          '(uit|van|achter|onder) <5> (kwam|kwamen|komt|komen|sloeg|sloegen|schoten) <4> (rook|vlammen|vonken|vuur)',
          '(in brand|vlam gevat|vlammen|ontploft|explosie|rook uit|rookt|gesmolten|oververhit|brandgevaar|gevaarlijk|levensgevaarlijk|onveilig|terugroepactie)',
          '(gehackt|datalek|privacy|avg|phishing|identiteitsfraude|opgelicht|oplichting|afgeschreven zonder|geld gestolen|fraude)',
          '(advocaat|rechtszaak|aanklagen|aangifte|politie|rechter|consumentenbond|geschillencommissie|acm)',
        ],
      },
    ],
    decoys: [
      '(is|ben|was|als|wordt) <1> (advocaat|politieagent|agent)',
      'explosie van <1> (smaak|smaken|kleur|kleuren|aroma)',
      'advocaat <2> (raadde|beveelt|gebruikt|zweert|drinkt)',
    ],
  },
  {
    rules: [
      {
        id: 'nl.helping.advice',
        need: 'helping',
        weight: 2.1,
        why: 'Answers or advises someone',
        shapes: [
          '(heb je|hebben jullie|heeft u) <2> (al)? <2> (geprobeerd|gekeken|geprobeerd om|gereset)',
          '(probeer|kijk|check) (eens|maar|even|het|je)',
          '(je|u|jullie) (kunt|kan|moet|zou) <3> (gewoon|even|eerst|ook|wel)',
          '(hopelijk|hoop dat) <3> (helpt|geholpen)',
          '(graag gedaan|bij mij (hielp|werkte)|tip :)',
        ],
      },
    ],
  },
  {
    rules: [
      {
        id: 'nl.spam.advert',
        need: 'spam',
        weight: 2.6,
        why: 'Reads like an advertisement',
        shapes: [
          '(link) (in) (de|mijn)? bio',
          '(met|gebruik) <2> (kortingscode|code|actiecode)',
          '(win|winactie|maak kans|gratis proberen|stuur me een (dm|bericht)|verdien <4> (thuis|online|per dag))',
          '(klik|bestel|koop) <1> (hier|nu) <2> (!|url)?',
        ],
      },
    ],
  },
]
