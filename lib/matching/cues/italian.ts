import type { CueTable, Turns } from './cue.ts'

export const italianTurns: Turns = {
  negation: ['(non|mai|nessun|nessuna|nessuno|niente|nulla|senza|né|neanche|nemmeno)', 'tutt altro che'],
  lifted: ['non (solo|soltanto|c è dubbio)', '(senza dubbio|perché no)'],
  supposed: ['(se|sarebbe|avrebbe|potrebbe|spero|speriamo|dovrebbe|vorrei|magari|prima)'],
  resolved: ['(allora|vado|andiamo)'],
  asking: [
    '^ (è|sono|c|ci|ha|hanno|posso|può|si|qualcuno|come|dove|quando|quanto|quale|quali|che|cosa|perché|conviene|funziona|avete|fate|vale|sapete)',
  ],
  breaks: ['(ma|però|perché|e|mentre|quindi|anche se|invece)'],
}

export const italian: CueTable[] = [
  {
    rules: [
      {
        id: 'it.question.asks',
        need: 'question',
        weight: 2,
        why: 'Asks for information',
        asks: true,
        shapes: [
          '(come|dove|quando|quanto|quanta|quanti|quale|quali|cosa|chi|perché|che)',
          '(^|,|e|o|ma|@) (è|sono|c è|ci sono|ha|hanno|posso|può|possiamo|si può|qualcuno|conviene|funziona|avete|fate|vale|sapete|esiste|potete|mi potete|riuscite)',
        ],
      },
      {
        id: 'it.question.mark',
        need: 'question',
        weight: 0.9,
        why: 'Ends in a question mark',
        shapes: ['¿'],
      },
      {
        id: 'it.question.wondering',
        need: 'question',
        weight: 2,
        why: 'Would like to know',
        shapes: [
          'qualcuno <1> (sa|conosce|ha|può|usa|potrebbe|mi sa|mi può)',
          '(mi chiedo|vorrei sapere|mi piacerebbe sapere|volevo sapere|sapere) (se|come|dove|quando|perché|quale|quanto|cosa)',
          '(una|ho una) (domanda|curiosità)',
          '(potete|potreste|puoi|potresti|può|potrebbe) <1> (aiutarmi|dirmi|spiegarmi|indicarmi|confermare|confermarmi|rispondere|rispondermi|aiutare)',
          '(qualche|avete|dei) (consiglio|consigli|suggerimento|idea|parere|esperienza|novità)',
          '(mi (potete|potreste|può|sapete) (aiutare|dire|spiegare))',
        ],
      },
      {
        id: 'it.question.rhetorical',
        need: 'question',
        weight: -1.6,
        why: 'Asks without wanting an answer',
        shapes: [
          '(davvero|sul serio|scherziamo|ma scherzate|vero|no|giusto|possibile|è uno scherzo) ¿',
          '(ma vi pare|com è possibile|fino a quando|chi se ne frega|che razza di)',
        ],
      },
    ],
  },
  {
    rules: [
      {
        id: 'it.complaint.not-working',
        need: 'complaint',
        weight: 2.3,
        why: 'Says that it does not work',
        firm: true,
        shapes: [
          'non <2> (funziona|funzionano|va|carica|apre|parte|risponde|rispondono|si accende|si apre|si connette|riesco|arriva|stampa|posso|è arrivato|è arrivata|legge|tiene)',
          '(smesso|ha smesso|smette) di (funzionare|andare)',
          '(si (blocca|chiude|impalla|spegne|disconnette|rompe|è rotto|è rotta)|crasha|va in crash|va in blocco)',
          '(errore|errori|guasto|guasti|malfunzionamento|disservizio|disservizi|bug|down|bloccato|bloccata)',
          '(problema|problemi) (con|di|da|dal|al|nel)',
          '(senza) (linea|internet|segnale|connessione|servizio|corrente)',
        ],
      },
      {
        id: 'it.complaint.broken',
        need: 'complaint',
        weight: 2.1,
        why: 'States that something broke or arrived wrong',
        shapes: [
          '(rotto|rotta|rotti|rotte|danneggiato|danneggiata|difettoso|difettosa|guasto|crepato|crepata|arrugginito|inceppato|smarrito|perso|perso il|vuoto|sbagliato|sbagliata|ritardo|ritardi|in ritardo|scadente|incompleto|perde acqua)',
          '(manca|mancano|mancava) (un|una|il|la|i|pezzi|dei|dei pezzi)',
        ],
      },
      {
        id: 'it.complaint.late',
        need: 'complaint',
        weight: 2.1,
        why: 'Has been waiting, or was let down',
        firm: true,
        shapes: [
          '(ancora|sto ancora|sono ancora|aspetto|attendo|stiamo) <2> (aspettando|attesa|da|nulla|niente|nessuna|non|attendo)',
          '(ore|giorni|settimane|mesi) <2> (di attesa|di ritardo|e ancora|che aspetto|senza|e niente)',
          '(nessuno|mai) <1> (risponde|risposto|ha risposto|aiuta|arrivato|richiamato|risolto)',
          '(nessuna|senza|zero) (risposta|soluzione|assistenza|comunicazione|spiegazione)',
          '(rivoglio|voglio|ridatemi|esigo) <2> (soldi|rimborso)',
        ],
      },
      {
        id: 'it.complaint.verdict',
        need: 'complaint',
        weight: 2,
        why: 'Gives a bad verdict',
        shapes: [
          '(pessimo|pessima|pessimi|pessime|terribile|orribile|schifo|schifoso|vergogna|vergognoso|vergognosa|truffa|truffatori|ladri|furto|spazzatura|merda|delusione|deluso|delusa|deludente|inaccettabile|inutile|inutili|incompetenti|incompetenza|disastro|disastroso|ridicolo|ridicoli|scandaloso|stufo|stufa|fregatura|caro|carissimo|peggio|peggiore|peggiori|bugiardi|frustrante|fastidioso|indecente|penoso|imbarazzante|scarso|scarsa|presa in giro|assurdo|scandalo|odio)',
          '(non (lo)? consiglio|sconsiglio|sconsigliato|da evitare|evitate|state alla larga|perdita di tempo|soldi buttati|una stella|zero stelle|servizio clienti (inesistente|pessimo))',
          '(😡|🤬|😠|👎|🙄|😤|🤮)',
        ],
      },
      {
        id: 'it.complaint.irony',
        need: 'complaint',
        weight: 2.2,
        why: 'Thanks or praises in irony',
        firm: true,
        shapes: [
          'grazie <3> ,? (per|di) (niente|nulla)',
          'grazie (per il ritardo|per avermi fatto|per l attesa|tante per)',
          '(complimenti|bravi|bravissimi|ottimo|fantastico|grazie) 🙄',
          '(complimenti) (per|davvero|vivissimi)',
        ],
      },
      {
        id: 'it.complaint.solved',
        need: 'complaint',
        weight: -1,
        why: 'Says that it is solved',
        shapes: ['(ora (funziona|va)|risolto|problema risolto|di nuovo funzionante|è tornato a funzionare)'],
      },
    ],
    decoys: [
      '(niente|non|non è) (male|malaccio|caro)',
      '(nessun|senza|mai avuto|mai un) (problema|problemi|errore)',
    ],
  },
  {
    rules: [
      {
        id: 'it.praise.mocked',
        need: 'praise',
        weight: -2.6,
        why: 'Thanks or praises in irony',
        firm: true,
        shapes: ['grazie <3> ,? (per|di) (niente|nulla|il ritardo|l attesa)'],
      },
      {
        id: 'it.praise.strong',
        need: 'praise',
        weight: 1.9,
        why: 'Approves, in strong words',
        shapes: [
          '(adoro|amo|ottimo|ottima|ottimi|ottime|eccellente|eccellenti|fantastico|fantastica|perfetto|perfetta|bellissimo|bellissima|meraviglioso|meravigliosa|stupendo|stupenda|splendido|splendida|eccezionale|favoloso|impeccabile|spettacolare|buonissimo|buonissima|delizioso|straordinario|incredibile|magnifico|top|geniale|bravissimi|consigliatissimo|comodissimo|velocissimo|gentilissimi|utilissimo|innamorato|innamorata|entusiasta)',
          '(molto|davvero|veramente|super|proprio|troppo|assai) (bene|buono|buona|contento|contenta|soddisfatto|soddisfatta|felice|utile|veloce|gentile|gentili|comodo|comoda|bello|bella|pratico|pratica|efficiente|facile|solido|valido)',
          '(lo|la|li|straconsiglio|vivamente)? (consiglio|consigliato|raccomando|straconsiglio) (a tutti|vivamente|assolutamente|!|.)?',
          '(il|la|i|le) (migliore|migliori|miglior) <2>',
          '(grazie|grazie mille|mille grazie) (a|per|@|ai|al|alla|di tutto)',
          '(vale ogni|vale la pena|ne vale la pena|5 stelle|cinque stelle|funziona (bene|benissimo|perfettamente|alla grande)|mi piace (molto|tanto|tantissimo)|soddisfatto|soddisfatta|mai un problema|mai più senza)',
          '(❤|😍|🥰|👍|🙏|👏|💪|🔥|😊|💯)',
        ],
      },
      {
        id: 'it.praise.hollow',
        need: 'praise',
        weight: -1.2,
        why: 'The good words are wishes or politeness',
        shapes: [
          'grazie (in anticipo|per (la|l|il) (risposta|aiuto|attenzione|vostro))',
          '(sarebbe) <1> (bello|ottimo|perfetto|utile|fantastico|bene|comodo|ideale)',
          'mi piacerebbe',
        ],
      },
    ],
    decoys: [
      '(buona|buon|buone) (giornata|serata|notte|fortuna|pomeriggio|natale|vacanze)',
      '(non) (molto|proprio|tanto) (contento|contenta|bene|buono|soddisfatto)',
    ],
  },
  {
    rules: [
      {
        id: 'it.idea.wish',
        need: 'idea',
        weight: 2.1,
        why: 'Wishes for a change',
        shapes: [
          '(sarebbe) <1> (bello|utile|meglio|ottimo|comodo|fantastico|bene|perfetto|interessante|ideale|carino) <1> (se|poter|avere|che|aggiungere|poterlo)',
          '(dovreste|potreste|potete|per favore|dovrebbero|bisognerebbe|perché non) <2> (aggiungere|mettere|inserire|migliorare|includere|permettere|introdurre|fare una|implementare|aggiungete|mettete|inserite|riportare|offrire|creare)',
          '(mi piacerebbe|vorrei|magari) <2> (che|poter|ci fosse|potesse|avesse|si potesse|avere|una versione)',
          '(suggerimento|suggerisco|proposta|propongo|consiglio) (:|di|per|agli sviluppatori)',
          '(manca solo|manca|mancherebbe|servirebbe|unica pecca) <2> (una|un|la|il|l|opzione|che)',
        ],
      },
      {
        id: 'it.buying.intent',
        need: 'buying',
        weight: 2.2,
        why: 'Wants to buy',
        shapes: [
          '(dove|come|quando) <3> (comprare|comprarlo|acquistare|acquistarlo|trovare|trovo|ordinare|prenotare|si compra|comprarla)',
          '(voglio|vorrei|sto pensando di|penso di|devo|mi piacerebbe|intenzione di|indeciso se|interessato a|interessata a|sto per|voglia di) <2> (comprare|comprarlo|acquistare|acquistarlo|prendere|prenderlo|ordinare|prenotare|abbonarmi|aprire un|comprarmi|prendermi|attivare|all acquisto)',
          '(quanto|che prezzo|prezzo) <2> (costa|costano|viene|vengono|del|di|¿)',
          '(disponibile|disponibili|disponibilità|in stock|codice sconto) <3> ¿',
          '(spedite|spedizione|consegnate) (in|a|anche)',
          '(conviene|vale la pena|vale) <4> ¿',
          '(cerco|sto cercando) (un|una)',
        ],
      },
    ],
  },
  {
    rules: [
      {
        id: 'it.leaving.away',
        need: 'leaving',
        weight: 2.5,
        why: 'Says that they leave, or are about to',
        firm: true,
        shapes: [
          '(disdico|disdetta|disdire|disdetto|disinstallo|disinstallato|disinstallata|disinstallare|disiscrivo|chiudo il conto|chiudere il conto|chiuso il conto|annullo l abbonamento|recesso|portabilità)',
          '(cambio|cambiare|cambiato|cambierò|passo|passare|passato|passerò|vado|torno) (operatore|banca|gestore|fornitore|compagnia|a @|a un altro|ad altro|alla concorrenza|altrove|con @|dalla concorrenza)',
          '(mai più|non (comprerò|acquisterò|tornerò|compro|ordino|prenderò) più|ultima volta|ultimo acquisto|addio|ho chiuso con|basta con)',
          '(perso|perdete|perderete|perdono) <2> (cliente|una cliente|clienti)',
          '(l ho|ho) (restituito|reso|venduto|rivenduto|rimandato)',
        ],
      },
    ],
    decoys: ['mai più <3> (senza|altro|altra|un altro|un altra)'],
  },
  {
    rules: [
      {
        id: 'it.safety.danger',
        need: 'safety',
        weight: 2.8,
        why: 'Speaks of danger, injury, fraud or the law',
        shapes: [
          '(ferito|ferita|ferite|ustione|ustioni|ustionato|bruciato la mano|tagliato|ospedale|pronto soccorso|ambulanza|intossicazione|intossicato|avvelenato|allergia|reazione allergica|soffocato|scossa elettrica|vomito|sentita male|sentito male)',
          '(preso fuoco|in fiamme|incendio|esploso|esplosa|esplosione|fumo|surriscalda|fuso|pericoloso|pericolosa|pericolo|cortocircuito|richiamo del prodotto)',
          '(hackerato|hackerata|violato|data breach|dati personali|furto di dati|furto di identità|phishing|frode|frodi|fraudolento|non autorizzato|non autorizzata|non autorizzate|addebito non|clonato|clonata|rubato|rubati|garante privacy|garante della privacy)',
          '(avvocato|avvocati|denuncia|denunciare|denuncerò|querela|polizia|carabinieri|tribunale|causa legale|agcom|agcm|antitrust|altroconsumo|codacons|federconsumatori|vie legali|diffida|illegale)',
          '(vetro|muffa|verme|vermi|scarafaggio|metallo|plastica) <2> (nel|nella|dentro|in)',
        ],
      },
      {
        id: 'it.helping.advice',
        need: 'helping',
        weight: 2.1,
        why: 'Answers or advises someone',
        shapes: [
          '(spero) <2> (aiuti|utile|aiutato|ti aiuti)',
          '(hai|avete) (provato|controllato|verificato|guardato)',
          '(prova|provate|prova a|controlla|controllate|verifica|guarda|riavvia|contatta|contattate|chiama|vai|pulisci) (a|con|se|il|la|lo|in|su|che|le|i)',
          '(puoi|potete|devi|dovete|basta|bisogna|ti consiglio|vi consiglio|ti conviene|si può) <1> (andare|provare|chiamare|contattare|riavviare|usare|chiedere|fare|pulire|regolare|aggiornare|di|disattivare|attivare|scaricare|cliccare|selezionare)',
          '(a me|io) <2> (ha funzionato|funziona così|ho risolto|risolto)',
          '(soluzione|consiglio|trucco) (:|per chi)',
          '(di nulla|prego ,|figurati)',
        ],
      },
      {
        id: 'it.spam.advert',
        need: 'spam',
        weight: 2.6,
        why: 'Reads like an advertisement',
        shapes: [
          '(link) (in|nella) (bio|descrizione)',
          '(usa|con|utilizza|inserisci) (il|mio|il mio)? (codice|coupon) <2>',
          '(guadagna|guadagnare|guadagni) <4> ($|soldi|da casa|al giorno|al mese|facilmente|online)',
          '(clicca|clicca qui|visita|seguici|seguimi|iscriviti|scrivimi|contattami|contattateci|whatsapp|acquista ora|ordina ora|approfitta|prenota ora|scarica ora) <2>',
          '(offerta|promo|sconto) (speciale|esclusiva|limitata|lampo|imperdibile)',
          '(concorso a premi|vinci un|partecipa|prestito veloce|prestiti (veloci|tra privati)|investimento sicuro|guadagni garantiti)',
        ],
      },
      {
        id: 'it.other.news',
        need: 'other',
        weight: 1,
        why: 'Tells news',
        shapes: [
          'url',
          '(comunicato|secondo (un|il|la|fonti)|annuncia|lancia (il|la|un)|presenta (il|la|i)|azioni|borsa|fatturato|ricavi|trimestre|offerta di lavoro|assume|notizie|ultima ora)',
        ],
      },
    ],
    decoys: [
      '(esplosione|esplode) (di|in) (sapore|sapori|gusto|gusti|aromi|colori|bocca)',
      '(avvocato|avvocata) <3> (consigliato|consiglia|adora|usa)',
    ],
  },
]
