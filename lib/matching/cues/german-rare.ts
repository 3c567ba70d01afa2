import type { CueTable } from './cue.ts'

const BODY =
  '(hand|hände|händen|finger|fingern|daumen|arm|arme|bein|beine|fuss|füsse|zeh|zehen|auge|augen|gesicht|lippe|lippen|zunge|haut|kopf|knie|handgelenk|zahn|zähne|handfläche|fingerkuppe)'

/** Who may lose a job, or a home: nobody who leaves a brand. */
const STAFF =
  '(mitarbeiter|mitarbeitern|mitarbeiterin|mitarbeiterinnen|angestellten|angestellte|belegschaft|kollegen|kollegin|beschäftigten|beschäftigte|betriebsrat|chef|geschäftsführer|geschäftsführerin|leuten|personal|stellen|arbeitsplätze|job|arbeit|wohnung|mietvertrag|vermieter)'

/** German of those who leave, and of danger: words that often mean something else. */
export const germanRare: CueTable[] = [
  {
    rules: [
      {
        id: 'de.leaving.away',
        need: 'leaving',
        weight: 2.5,
        why: 'Says that they leave, or are about to',
        firm: true,
        shapes: [
          '(kündige|kündigen|gekündigt|kündigung|gekündigt)',
          '(wechsel|wechsle|wechseln|gewechselt|umgestiegen|steige um|umsteigen) <4> (anbieter|bank|zu @|zur|auf @|jetzt|den anbieter|die bank|zu einem)',
          '(nie wieder|nie mehr|niemals wieder|einmal und nie wieder|das letzte mal|zum letzten mal|letzte bestellung)',
          '(bin|sind) <2> (weg|raus|gewechselt|kunde gewesen|die längste zeit)',
          '(habt|haben|ihr) <4> (kunden|kundin|kunde) (verloren|weniger|los)',
          '(deinstalliert|deinstalliere|app gelöscht|account gelöscht|konto gelöscht|abbestellt|storniert|storniere|stornieren|zurückgeschickt|schicke <2> zurück|gebe <2> zurück|verkauft)',
          '(gehe|geh|bleibe|kaufe|bestelle) <3> (woanders|zur konkurrenz|nicht mehr bei|nichts mehr|nicht mehr)',
          '(überlege|denke darüber nach) <4> (kündigen|wechseln|zu kündigen|zu wechseln)',
        ],
      },
    ],
    decoys: [
      '(nie|niemals) (wieder|mehr) <3> (ohne|was anderes|etwas anderes|eine andere|einen anderen|ein anderes|andere)',
      `(kündigung|kündigungen|kündigt|kündigte|gekündigt|kündigen) <4> ${STAFF}`,
      `${STAFF} <4> (kündigung|kündigungen|kündigt|kündigte|gekündigt|kündigen)`,
      '(bleibe|bleib|bleiben) <2> (bei|treu)',
    ],
  },
  {
    rules: [
      {
        id: 'de.safety.danger',
        need: 'safety',
        weight: 2.8,
        why: 'Speaks of danger, injury, fraud or the law',
        shapes: [
          `(mir|mich|sich|ihm|ihr|uns) <4> ${BODY} <4> (geschnitten|aufgeschnitten|verbrannt|verbrüht|eingeklemmt|geklemmt|gequetscht|gebrochen|abgeschnitten|aufgerissen|aufgeschürft|verletzt|gestossen|abgetrennt)`,
          `(schnitt|schnittwunde|wunde|verbrennung|verbrennungen|verletzung|verletzungen|splitter) <3> (am|an der|an den|im|in der|an meinem|an meiner|auf der) <2> ${BODY}`,
          '(aufgeschnitten|verbrüht|verbrühung|gequetscht|blutend|geblutet|genäht|wunde|schnittwunde)',
          '(angefangen|anfing|fing|fängt|begann|beginnt|begonnen|plötzlich) <4> (zu)? (brennen|brannte|rauchen|qualmen|kokeln|schmoren|glühen|dampfen an)',
          '(aus|von|hinter|unter) <5> (kam|kamen|kommt|kommen|stieg|steigt|quoll|quillt|drang|dringt|schlug|schlugen|sprühten|sprühen|stoben|schoss) <4> (rauch|qualm|flammen|funken|stichflamme|feuer)',
          '(rauch|qualm|flammen|funken|stichflamme) <4> (aus|schlug|schlugen|kommt|kam|kommen|kamen|steigt|stieg|sprühen|sprühten)',
          '(verletzt|verletzung|verbrannt|verbrennung|verbrennungen|geschnitten|krankenhaus|notaufnahme|notarzt|blutet|vergiftet|vergiftung|lebensmittelvergiftung|allergische|erstickt|stromschlag)',
          '(brennt|gebrannt|feuer gefangen|in flammen|brand geraten|explodiert|explosion|geraucht|qualmt|raucht|verschmort|überhitzt|geschmolzen|brandgefahr|gefährlich|lebensgefährlich|lebensgefahr|sicherheitsrisiko|rückruf)',
          '(gehackt|datenleck|datenpanne|datenschutz|dsgvo|datenklau|passwort geleakt|phishing|identitätsdiebstahl|betrogen|betrüger|abgebucht ohne|unberechtigt abgebucht|nicht autorisiert|geld gestohlen|konto leergeräumt)',
          '(anwalt|anwältin|rechtsanwalt|klage|verklage|verklagen|anzeige|polizei|gericht|verbraucherschutz|verbraucherzentrale|bundesnetzagentur|bafin|schlichtungsstelle|rechtliche schritte|abmahnung|mahnbescheid)',
          '(schimmel|maden|made|glasscherbe|glassplitter|metallspäne|metallsplitter|kakerlake|salmonellen) <3> (in|im|auf|gefunden|drin)?',
        ],
      },
    ],
    decoys: [
      '(ist|bin|war|als|wird|wurde|sind) <2> (anwalt|anwältin|rechtsanwalt|rechtsanwältin|polizist|polizistin|anwälte)',
      '(bester|beste|allerbeste) anzeige',
      '(anzeige|anzeigen) (gesehen|geschaltet|schalten|aufgegeben|in der zeitung)',
      '(leidenschaft|liebe|herz|neugier|wunsch|interesse) <2> (brennt|brennen)',
      '(brenne|brennt|brennen|gebrannt) für',
      '(explosion|explosionen|feuerwerk|geschmacksexplosion) (an|von|der|aus|im) <1> (geschmack|aromen|aroma|farben|sinne|preise|mund)',
      '(preise|kosten|nachfrage|zahlen|kopf|postfach|handy) <3> (explodiert|explodieren|explodierte)',
      '(anwalt|anwältin|rechtsanwalt) <3> (empfohlen|empfiehlt|liebt|schwört|benutzt|nutzt|mahlt|trinkt)',
      'frisch (gebrannt|gebrannte|gebrannter|gebrannten)',
    ],
  },
]
