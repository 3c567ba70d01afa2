import type { CueTable, Turns } from './cue.ts'
import { germanRare } from './german-rare.ts'

export const germanTurns: Turns = {
  negation: [
    '(nicht|nich|nie|niemals|kein|keine|keinen|keiner|keinem|keines|ohne|kaum|weder|nichts|niemand|nirgends|nimmer|net|ned)',
    '(alles andere als|nicht mehr|weit entfernt von)',
  ],
  lifted: ['(nicht|kein|keine) (nur|bloss|umsonst|zuletzt|wahr|zweifel|wunder|frage|ahnung)', 'warum nicht'],
  supposed: [
    '(wenn|falls|würde|wäre|hätte|könnte|hoffe|hoffentlich|ob|sollte|angeblich|wünsche|möchte|wollte|bevor)',
  ],
  resolved: ['(dann|werde|werd)'],
  asking: [
    '^ (ist|sind|war|hat|haben|kann|können|könnt|gibt|geht|funktioniert|wird|werden|darf|wie|wo|was|wann|welche|welcher|welches|wer|lohnt|taugt|muss|kennt|weiss|habt|hast|kannst)',
  ],
  breaks: ['(aber|weil|sondern|doch|obwohl|und|während|denn|jedoch|bis)'],
}

const MIST =
  '(schlecht|schlechte|schlechter|schlechtes|schlechten|schlimm|schlimmste|schlechteste|schlechtester|furchtbar|schrecklich|grauenhaft|grottig|unterirdisch|katastrophal|katastrophe|frechheit|unverschämt|unverschämtheit|unmöglich|mies|miese|mieser|mieses|lächerlich|peinlich|armselig|dreist|abzocke|betrug|schrott|müll|mist|dreck|scheisse|scheiss|saftladen|drecksladen|zumutung|witz|enttäuschend|enttäuschung|enttäuscht|unzufrieden|unbrauchbar|nutzlos|überteuert|unfreundlich|inkompetent|ärgerlich|nervig|nervt|unverständlich|inakzeptabel|absurd|sauerei)'

/** Held a thing for bad, and then tried it. */
const MISJUDGED = `(hielt|dachte|glaubte|fand|gehalten|gedacht|erwartet|erwartete) <7> (${MIST}|spielerei|spielzeug|quatsch|humbug|unsinn|blödsinn|überflüssig|unnötig) <3> ,? bis <1> (ich|wir)`

export const german: CueTable[] = [
  {
    rules: [
      {
        id: 'de.question.asks',
        need: 'question',
        weight: 2,
        why: 'Asks for information',
        asks: true,
        shapes: [
          '(wie|wo|was|wann|welche|welcher|welches|welchen|wer|wem|wen|warum|wieso|weshalb|woher|wohin|wieviel|womit|wofür)',
          '(^|,|und|oder|aber|@) (ist|sind|war|hat|haben|kann|können|könnt|gibt|geht|funktioniert|wird|werden|darf|lohnt|taugt|muss|kennt|weiss|habt|hast|kannst|könntet|könnten|passt|soll|sollte|bekommt|bekomme|macht|hält|läuft|brauche|braucht)',
        ],
      },
      {
        id: 'de.question.mark',
        need: 'question',
        weight: 0.9,
        why: 'Ends in a question mark',
        shapes: ['¿'],
      },
      {
        id: 'de.question.wondering',
        need: 'question',
        weight: 2,
        why: 'Would like to know',
        shapes: [
          '(weiss|weiß|kennt|kann|hat) (jemand|wer|einer|irgendjemand|hier jemand|irgendwer|da jemand|mir jemand)',
          '(frage|fragen) (:|zu|zum|zur|an|mich|ob|ist|hätte|habe)',
          '(frage mich|würde gern wissen|würde gerne wissen|möchte wissen|wüsste gern|wüsste gerne|bin mir nicht sicher|hab ich eine frage|habe eine frage|keine ahnung|verstehe nicht) <3> (ob|wie|was|wo|wann|warum|welche)?',
          '(jemand|hat wer|irgendwelche) (erfahrung|erfahrungen|tipps|tipp|ideen|idee|eine ahnung|rat)',
          '(erfahrungen|tipps|empfehlungen) (mit|zu|für) <3> ¿',
          '(bitte|könnt ihr|können sie|kannst du) <3> (helfen|hilfe|erklären|sagen|mitteilen|um (antwort|auskunft|info|rückmeldung))',
        ],
      },
      {
        id: 'de.question.wish',
        need: 'question',
        weight: -1.4,
        why: 'Asks without wanting an answer',
        shapes: [
          '(könnt|könntet|könnten|wollt|würdet) (ihr|sie) <6> (einbauen|bauen|hinzufügen|einführen|anbieten|ergänzen|verbessern|ändern|ermöglichen|machen)',
          '(wie wäre es|wie wärs|wär es|wäre es) <2> (mit|möglich|denkbar|besser|schön)',
          '(habt ihr|haben sie) <2> (überlegt|daran gedacht|nachgedacht)',
        ],
      },
      {
        id: 'de.question.rhetorical',
        need: 'question',
        weight: -1.6,
        why: 'Asks without wanting an answer',
        shapes: [
          '(wollt ihr|willst du|wollen sie) mich (verarschen|veräppeln)',
          '(euer|ihr|dein) ernst ¿',
          '(oder|echt|ernsthaft|wirklich|hallo|na|gell|ne|nicht wahr|was soll das|wen interessiert das|geht s noch|gehts noch) ¿',
          'wie (dreist|blöd|dumm|frech|unfähig)',
          '¿ ^ (nein|nee|nö|niemals|nie|ja|jawohl|klar|immer|absolut|logisch|auf keinen fall|finger weg|lieber nicht|kann man vergessen)',
        ],
      },
    ],
  },
  {
    rules: [
      {
        id: 'de.complaint.not-working',
        need: 'complaint',
        weight: 2.3,
        why: 'Says that it does not work',
        firm: true,
        shapes: [
          '(funktioniert|funktionieren|geht|gehen|läuft|lädt|startet|öffnet|reagiert|klappt|verbindet|hält|schliesst|passt|druckt|synchronisiert) <3> (nicht|nich|nimmer|nie|kaum|gar nicht|net)',
          '(nichts|nix|gar nichts) (funktioniert|geht|klappt|läuft)',
          '(kann|können|komme|komm|lässt) <5> nicht <1> (anmelden|einloggen|öffnen|benutzen|nutzen|bestellen|bezahlen|erreichen|laden|herunterladen|einschalten|installieren|verbinden|starten|rein)',
          '(stürzt|hängt|bricht|fällt|schaltet) <4> (ab|auf|auseinander|aus|zusammen)',
          '(ständig|dauernd|immer wieder|andauernd|schon wieder) <3> (abstürze|fehler|fehlermeldung|probleme|ausfall|ausfälle|störung|kaputt|verspätung|verspätet|abgestürzt)',
          '(fehlermeldung|störung|ausfall|netzausfall|absturz|abstürze|fehlerhaft|verbindungsabbrüche)',
          '(problem|probleme|ärger|schwierigkeiten) (mit|beim|bei|seit)',
        ],
      },
      {
        id: 'de.complaint.broken',
        need: 'complaint',
        weight: 2.1,
        why: 'States that something broke or arrived wrong',
        shapes: [
          '(kaputt|kaputtgegangen|kaputtging|ausgelaufen|geborsten|defekt|defekte|defektes|gebrochen|abgebrochen|zerbrochen|beschädigt|gerissen|gesprungen|undicht|verklemmt|klemmt|verrostet|rostet|wackelt|quietscht|leckt|eingefroren|verspätet|verspätung|verloren)',
          '(falsch|falsche|falscher|falsches|falschen) (geliefert|artikel|grösse|farbe|ware|teil|produkt|bestellung|adresse)',
          '(ging|gegangen|geht) <2> kaputt',
          '(fehlt|fehlen|fehlte) (ein|eine|das|der|die|teil|teile)',
        ],
      },
      {
        id: 'de.complaint.late',
        need: 'complaint',
        weight: 2.1,
        why: 'Has been waiting, or was let down',
        firm: true,
        shapes: [
          '(warte|warten|wartet|gewartet) <3> (seit|schon|immer noch|noch immer|auf|vergeblich|über|noch)',
          '(immer noch|noch immer|bis heute|nach wie vor) (nicht|nichts|kein|keine|keinen|keiner)',
          '(keine|keinerlei|null|ohne) (antwort|rückmeldung|reaktion|hilfe|erstattung|lösung|rückerstattung|info|information|erreichbarkeit)',
          '(niemand|keiner) <3> (antwortet|meldet|hilft|erreichbar|reagiert|zuständig|geht ran)',
          '(nie|nicht|nichts) <1> (angekommen|geliefert|erhalten|bekommen|gekommen|eingetroffen|erstattet|erreichbar|zugestellt|gemeldet)',
          '(stunden|stunde|minuten|tage|wochen|monate|tagen|wochen|monaten) <2> (warteschleife|verspätung|gewartet|zu spät|hotline|in der)',
          '(warteschleife|geld zurück|gutschrift fehlt)',
        ],
      },
      {
        id: 'de.complaint.verdict',
        need: 'complaint',
        weight: 2,
        why: 'Gives a bad verdict',
        shapes: [
          MIST,
          '(geldverschwendung|zeitverschwendung|nie im leben|finger weg|nicht zu empfehlen|nicht empfehlenswert|kann ich nicht empfehlen|lasst die finger|rausgeschmissenes geld|reicht s|mir reichts|es reicht|die schnauze voll|nase voll|stinksauer|genervt|verarscht|verarsche|abgezockt|über den tisch gezogen|danke für nichts|setzen sechs|ein stern|null sterne)',
          '(hasse|kotzt mich|regt mich|geht mir auf) <3>',
          '(😡|🤬|😠|👎|🙄|😤|🤮)',
        ],
      },
      {
        id: 'de.complaint.irony',
        need: 'complaint',
        weight: 2.2,
        why: 'Thanks or praises in irony',
        firm: true,
        shapes: [
          '(danke|dank|dankeschön) (auch|dass ihr nicht|dass ich)',
          '(danke|dank|dankeschön) <4> ,? für <1> (nichts|nix|garnichts|null|die (wartezeit|verspätung|warteschleife))',
          '(schön|toll|super|klasse|liebe es|herrlich) ,? (wie|dass|wenn) <6> (wochen|monate|tage|stunden|ewig|nie|ignoriert|kaputt|verloren)',
          '(na|ja|ach) (toll|super|prima|klasse|bravo|danke|großartig|herrlich)',
          '(toller|super|klasse|grossartiger|spitzen) (service|laden|kundenservice|leistung) 🙄',
          '(ganz|echt|wirklich) (grosses kino|toll gemacht|super gemacht)',
        ],
      },
      {
        id: 'de.complaint.solved',
        need: 'complaint',
        weight: -1,
        why: 'Says that it is solved',
        shapes: [
          '(funktioniert|geht|läuft|klappt) <1> (wieder|jetzt wieder|einwandfrei|problemlos)',
          '(hat sich erledigt|problem gelöst|ist behoben|wurde behoben)',
        ],
      },
    ],
    decoys: [
      'nicht (schlecht|übel|schlimm)',
      '(ohne|keine|nie) (probleme|problem|ärger)',
      '(dachte|erwartet|befürchtet) <9> (getäuscht|überrascht|geirrt)',
      MISJUDGED,
    ],
  },
  {
    rules: [
      {
        id: 'de.praise.mocked',
        need: 'praise',
        weight: -3,
        why: 'Thanks or praises in irony',
        firm: true,
        shapes: [
          '(danke|dank|dankeschön) <4> ,? für <1> (nichts|nix|garnichts|null|die (wartezeit|verspätung|warteschleife))',
        ],
      },
      {
        id: 'de.praise.strong',
        need: 'praise',
        weight: 1.9,
        why: 'Approves, in strong words',
        shapes: [
          '(liebe|lieben|genial|grossartig|grossartige|grossartiger|fantastisch|fantastische|hervorragend|hervorragende|ausgezeichnet|wunderbar|perfekt|perfekte|spitze|spitzenklasse|top|super|klasse|toll|tolle|toller|tolles|mega|geil|geiles|exzellent|einwandfrei|tadellos|vorbildlich|erstklassig|traumhaft|sensationell|hammer|lecker|köstlich|unschlagbar)',
          '(sehr|absolut|total|mega|echt|wirklich|richtig|überaus|rundum|äusserst|super) (zufrieden|gut|gute|guter|gutes|begeistert|glücklich|nett|freundlich|freundlicher|schön|schnell|hilfsbereit|kompetent|lecker|praktisch|stabil|empfehlenswert)',
          '(begeistert|empfehlenswert|weiterempfehlen|uneingeschränkt empfehlen|nur empfehlen|klare empfehlung|kaufempfehlung|gerne wieder|jederzeit wieder|immer wieder gern|immer wieder gerne|jeden (cent|euro) wert|nie wieder ohne|daumen hoch|5 sterne|fünf sterne|beste|bester|bestes|lieblings)',
          '(danke|vielen dank|herzlichen dank|dankeschön|lob) (für|an|dem|der|euch|ihnen)',
          '(nicht|gar nicht) (schlecht|übel)',
          '(nie|niemals) (wieder|mehr) <3> (ohne|was anderes|etwas anderes|eine andere|einen anderen|ein anderes|andere)',
          '(nichts|niemand|nix) <2> (anderes|andere|besseres) <2> (mehr|als|ins haus)?',
          '(habe|hab|hatte) mich <3> (getäuscht|geirrt)',
          MISJUDGED,
          '(nie|keine|keinerlei|ohne|noch nie) <1> (probleme|problem|enttäuscht|ärger)',
          '(läuft|funktioniert|klappt|arbeitet) <1> (super|perfekt|einwandfrei|hervorragend|prima|tadellos|problemlos|wie am schnürchen|gut)',
          '(❤|😍|🥰|👍|🙏|👏|💪|🔥|😊|💯)',
        ],
      },
    ],
    decoys: [
      '(nicht|kein) (super|toll|gut|perfekt|top)',
      '(guten|gute) (morgen|tag|abend|nacht|besserung)',
      '(nein|nee|nö|no) ,? danke',
    ],
  },
  {
    rules: [
      {
        id: 'de.idea.wish',
        need: 'idea',
        weight: 2.1,
        why: 'Wishes for a change',
        shapes: [
          '(wünsche|wünschte|wünschen|wünsch) (mir|ich|uns|man|es gäbe)',
          '(wäre|wär|fände|fänd) (es|ich|echt|super|toll|schön|cool|gut|klasse|nett|praktisch|hilfreich|prima) <3> ,? (wenn|gut|schön|toll|super|cool|besser|klasse|mit)',
          '(bitte|könntet ihr|könnt ihr|könnten sie|solltet|sollte|solltet ihr|warum nicht) <5> (einbauen|hinzufügen|einführen|anbieten|ergänzen|verbessern|ändern|zurückbringen|wieder einführen|integrieren|ermöglichen)',
          '(vorschlag|verbesserungsvorschlag|verbesserungsvorschläge|anregung|wunsch|feature wunsch|idee) (:|für|an|wäre|von)',
          '(es fehlt|mir fehlt|fehlt nur|was fehlt) <2> (noch|eine|ein|die|der|das)',
          '(option|möglichkeit|funktion) <4> (wäre|fehlt|wünschenswert)',
        ],
      },
      {
        id: 'de.buying.intent',
        need: 'buying',
        weight: 2.2,
        why: 'Wants to buy',
        shapes: [
          '(wo|wie|wann) <1> (kann|kriegt|bekommt|bekomme|gibt|könnte|krieg) <3> (kaufen|bestellen|man|ich|es)',
          '(will|möchte|würde gern|würde gerne|überlege|überlegen|überlege mir|werde|wollte|mag|muss) <6> (kaufen|bestellen|holen|zulegen|anschaffen|buchen|abonnieren|eröffnen|abschliessen|vorbestellen|zuzulegen|zu kaufen|zu bestellen|anzuschaffen|zu holen)',
          '(lohnt sich|lohnt es sich|wert) <5> (kauf|anschaffung|umstieg|¿)',
          '(was|wieviel|wie viel) (kostet|kosten)',
          '(liefert|versendet|verschickt|versand) <3> (nach|in die|österreich|schweiz|ins ausland)',
          '(wieder|noch|auf) (lieferbar|verfügbar|lager|erhältlich|vorrätig)',
          '(suche|kaufberatung|kaufempfehlung für|interessiere mich für|interesse an) <4>',
          '(rabattcode|gutschein|studentenrabatt) <3> ¿',
        ],
      },
    ],
  },
  ...germanRare,
  {
    rules: [
      {
        id: 'de.helping.advice',
        need: 'helping',
        weight: 2.1,
        why: 'Answers or advises someone',
        shapes: [
          '(hoffe|hoff) (das|es|ich|dass) <2> (hilft|konnte|geholfen)',
          '(hast|habt|haben) (du|ihr|sie) <2> (schon|mal|schonmal) <3> (versucht|probiert|geschaut|geprüft|gefragt)?',
          '(versuch|versuche|probier|probiere|schau|guck) (mal|doch|es|einfach|doch mal)',
          '(du|ihr|man|sie) (kannst|könnt|kann|musst|müsst|muss|solltest|solltet|sollte) <2> (einfach|nur|mal|das|die|den|auch|in|auf|im|unter|zuerst)',
          '(bei mir|mir) <2> (hat|half|hilft) <3> (geholfen|geklappt|funktioniert|neustart)?',
          '(tipp|kleiner tipp|lösung) (:|für)',
          '(gern geschehen|einfach (mal|neu|den|die|das)|geh <2> einstellungen|unter einstellungen)',
        ],
      },
      {
        id: 'de.spam.advert',
        need: 'spam',
        weight: 2.6,
        why: 'Reads like an advertisement',
        shapes: [
          '(link|links) (in|im) (der|meiner)? (bio|profil|beschreibung)',
          '(mit|code|rabattcode|gutscheincode) <2> (code|rabattcode|gutscheincode) <3>',
          '(jetzt|hier|heute) <2> (kaufen|bestellen|sichern|anmelden|klicken|zugreifen|shoppen|bewerben) <2> (url|!|👉|👇)?',
          '(verdiene|verdienen|geld verdienen) <4> ($|online|zuhause|von zu hause|pro tag|täglich|passiv)',
          '(gewinnspiel|verlosung|verlosen|gewinne ein|gewinnt ein|kostenlos testen|gratis testen|schreib mir|schreibt mir) <3>',
          '(folgt|folge|abonniert|abonniere) (mir|uns|meinem|meinen|unserem)',
          '(schnelle|garantierte|garantierter|sofort) (kredit|gewinn|gewinne|rendite|zusage)',
        ],
      },
      {
        id: 'de.other.news',
        need: 'other',
        weight: 1,
        why: 'Tells news',
        shapes: [
          'url',
          '(eilmeldung|pressemitteilung|quartalszahlen|aktie|aktien|umsatz|börse|laut (bericht|medien)|berichtet|stellt vor|kündigt an|übernimmt|wir suchen|stellenangebot|stellenanzeige)',
        ],
      },
    ],
  },
]
