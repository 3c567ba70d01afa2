import type { CueTable, Turns } from './cue.ts'

export const frenchTurns: Turns = {
  negation: ['(pas|jamais|aucun|aucune|rien|sans|ni|plus du tout|guère|nullement)', 'loin d'],
  lifted: [
    'pas (seulement|que|de doute|étonnant|mal)',
    '(sans (doute|hésiter|hésitation)|pourquoi pas|rien à dire)',
  ],
  supposed: ['(si|serait|aurait|pourrait|espère|espérons|devrait|souhaite|voudrais|aimerais|avant)'],
  resolved: ['(alors|je vais|on va)'],
  asking: [
    '^ (est|es|a|avez|peut|peux|pouvez|comment|où|quand|quel|quelle|quels|qui|combien|pourquoi|y|savez|faut|sont|quelqu)',
  ],
  breaks: ['(mais|parce|car|et|alors|pourtant|cependant|sauf|jusqu)'],
}

const NUL =
  '(nul|nulle|nuls|nulles|horrible|horribles|mauvais|mauvaise|pire|pires|catastrophe|catastrophique|lamentable|inadmissible|inacceptable|honteux|honteuse|honte|scandaleux|scandale|déçu|déçue|décevant|décevante|déception|arnaque|arnaqueurs|voleurs|escroc|escrocs|merde|merdique|pourri|pourrie|daube|inutile|incompétent|incompétents|incompétence|ridicule|affreux|médiocre|nullissime|désastreux|insupportable|énervant|frustrant|marre|ras|insatisfait|insatisfaite|mécontent|mécontente|dégoûté|dégoutant|bordel|foutage|minable|pitoyable|déplorable)'

export const french: CueTable[] = [
  {
    rules: [
      {
        id: 'fr.question.asks',
        need: 'question',
        weight: 2,
        why: 'Asks for information',
        asks: true,
        shapes: [
          '(comment|où|quand|quel|quelle|quels|quelles|combien|pourquoi|qui|que|quoi|qu|lequel|laquelle)',
          '(est ce|y a t il|avez vous|pouvez vous|peut on|peut il|savez vous|faut il|sont ils|est il|est elle|as tu|quelqu un|c est|vous avez|vous pouvez|il y a|on peut|ça)',
        ],
      },
      {
        id: 'fr.question.mark',
        need: 'question',
        weight: 0.9,
        why: 'Ends in a question mark',
        shapes: ['¿'],
      },
      {
        id: 'fr.question.wondering',
        need: 'question',
        weight: 2,
        why: 'Would like to know',
        shapes: [
          'quelqu un <2> (sait|connaît|connait|a|peut|aurait|utilise|pourrait)',
          '(je me demande|j aimerais savoir|je voudrais savoir|je cherche à savoir|savoir) (si|comment|où|quand|pourquoi|quel|quelle|combien)',
          '(une|petite) question',
          '(des|un|vos) (avis|conseils|conseil|retours|idées|idée) (sur|pour|svp|¿|s)',
          '(pouvez vous|pourriez vous|peux tu|pourrais tu|merci de) <2> (m aider|me dire|m expliquer|me renseigner|aider|expliquer|préciser|confirmer|répondre)',
        ],
      },
      {
        id: 'fr.question.rhetorical',
        need: 'question',
        weight: -1.6,
        why: 'Asks without wanting an answer',
        shapes: [
          '(sérieux|sérieusement|vraiment|non|hein|quoi|ah bon|c est une blague|vous vous foutez|n est ce pas|c est normal) <3> ¿',
          '(vous vous (moquez|fichez|foutez)|qui s en (soucie|fiche))',
        ],
      },
    ],
  },
  {
    rules: [
      {
        id: 'fr.complaint.not-working',
        need: 'complaint',
        weight: 2.3,
        why: 'Says that it does not work',
        firm: true,
        shapes: [
          '(marche|marchent|fonctionne|fonctionnent|charge|ouvre|démarre|répond|répondent|tient|s allume|s ouvre|connecte|imprime) (pas|plus|jamais|toujours pas|même pas|mal)',
          '(impossible|impossibilité) (de|d|à)',
          '(arrive|parviens|réussis|peux|peut) (pas|plus|toujours pas|jamais) (à|me|m|accéder|télécharger|utiliser|commander|payer|joindre|ouvrir|plus)',
          '(plante|plantent|planté|bug|bugs|bugue|bugge|beugue|panne|pannes|coupure|coupures|hors service|erreur|erreurs|dysfonctionnement|se bloque|se coupe|rame)',
          '(problème|problèmes|souci|soucis) (avec|de|depuis|sur|d)',
        ],
      },
      {
        id: 'fr.complaint.broken',
        need: 'complaint',
        weight: 2.1,
        why: 'States that something broke or arrived wrong',
        shapes: [
          '(fui|fuit|fissurée|éclaté|cassé|cassée|cassés|cassées|défectueux|défectueuse|abîmé|abîmée|endommagé|endommagée|fissuré|déchiré|rouillé|coincé|tombé en panne|tombée en panne|retard|retards|en retard|perdu|perdue|annulé sans|manquant|manque une|manque des|vide)',
          '(mauvaise|mauvais|erreur de) (taille|article|commande|produit|couleur|adresse|livraison|qualité)',
        ],
      },
      {
        id: 'fr.complaint.late',
        need: 'complaint',
        weight: 2.1,
        why: 'Has been waiting, or was let down',
        firm: true,
        shapes: [
          '(toujours|encore) (pas|rien|aucun|aucune|en attente)',
          '(attends|attend|attendre|attente|attendons) (depuis|toujours|encore|plus de|#|ma|mon|un|une)',
          '(aucune|aucun|sans|pas de|0|zéro|jamais de) (réponse|réponses|nouvelle|nouvelles|retour|solution|remboursement|suivi|explication|service|aide)',
          '(personne) (ne|répond|pour|au)',
          '(jamais|pas|rien) (reçu|reçue|livré|livrée|arrivé|arrivée|remboursé|remboursée|répondu|rappelé)',
          '(service client|sav|hotline|conseiller) <3> (injoignable|inexistant|nul|lamentable|déplorable|incompétent|horrible|catastrophique)',
          '(remboursez|rembourser moi|me rembourser|je veux être remboursé)',
        ],
      },
      {
        id: 'fr.complaint.verdict',
        need: 'complaint',
        weight: 2,
        why: 'Gives a bad verdict',
        shapes: [
          NUL,
          '(à fuir|à éviter|fuyez|évitez|ne recommande pas|je déconseille|déconseille|perte de temps|perte d argent|foutage de gueule|se moque du monde|se foutent|ras le bol|n importe quoi|mal fait|trop cher|je déteste|une étoile|zéro étoile)',
          '(😡|🤬|😠|👎|🙄|😤|🤮)',
        ],
      },
      {
        id: 'fr.complaint.irony',
        need: 'complaint',
        weight: 2.2,
        why: 'Thanks or praises in irony',
        firm: true,
        shapes: [
          '(merci|bravo) <3> ,? pour rien',
          '(merci|bravo) (pour le retard|de ne pas|d avoir annulé|pour l attente)',
          '(super|génial|bravo|parfait|merci) 🙄',
          '(quel|quelle) (beau|belle|bon|bonne) (service|surprise|blague)',
        ],
      },
      {
        id: 'fr.complaint.solved',
        need: 'complaint',
        weight: -1,
        why: 'Says that it is solved',
        shapes: [
          '(remarche|refonctionne|c est réglé|problème (réglé|résolu)|ça (marche|fonctionne) (enfin|de nouveau|à nouveau))',
        ],
      },
    ],
    decoys: [
      '(pas|jamais) (mal|déçu|déçue)',
      '(aucun|sans|pas de|jamais de|jamais eu de) (problème|souci|soucis|problèmes)',
      'rien de (mauvais|pire)',
    ],
  },
  {
    rules: [
      {
        id: 'fr.praise.mocked',
        need: 'praise',
        weight: -2.6,
        why: 'Thanks or praises in irony',
        firm: true,
        shapes: ['(merci|bravo) <3> ,? pour (rien|le retard|l attente)'],
      },
      {
        id: 'fr.praise.strong',
        need: 'praise',
        weight: 1.9,
        why: 'Approves, in strong words',
        shapes: [
          '(adore|adorons|aime|aimons|génial|géniale|geniale|parfait|parfaite|excellent|excellente|super|superbe|magnifique|merveilleux|merveilleuse|incroyable|extraordinaire|impeccable|top|fantastique|formidable|délicieux|délicieuse|nickel|exceptionnel|exceptionnelle|sublime|canon|kiffe|extra|bluffant|bluffée|bluffé|irréprochable)',
          '(très|vraiment|trop|super|hyper|tellement|ultra|extrêmement) (bien|bon|bonne|content|contente|satisfait|satisfaite|heureux|heureuse|pratique|rapide|efficace|beau|belle|agréable|gentil|aimable|pro|professionnel|réactif|réactive|solide|utile|facile|simple)',
          '(je recommande|recommande vivement|recommande fortement|à recommander|le meilleur|la meilleure|les meilleurs|les meilleures|coup de cœur|bravo|chapeau|ravi|ravie|satisfait|satisfaite|conquis|conquise|vaut le coup|vaut le détour|5 étoiles|cinq étoiles|au top)',
          '(merci|un grand merci|mille mercis|merci beaucoup) (à|pour|beaucoup|@|infiniment|encore)',
          '(pas|jamais) (mal|déçu|déçue)',
          '(aucun|sans|jamais eu de|pas de) (problème|souci|reproche|soucis)',
          '(fonctionne|marche) (bien|parfaitement|très bien|à merveille|super bien|nickel)',
          '(❤|😍|🥰|👍|🙏|👏|💪|🔥|😊|💯)',
        ],
      },
      {
        id: 'fr.praise.hollow',
        need: 'praise',
        weight: -1.2,
        why: 'The good words are wishes or politeness',
        shapes: [
          'merci (d avance|de (me|bien|votre (réponse|retour|aide))|pour votre (réponse|retour|aide))',
          '(serait|aimerais|aimerait|j aimerais) <2> (bien|super|top|génial|que|savoir|pouvoir)',
        ],
      },
    ],
    decoys: ['super (u|marché|nul|mal)', '(bonne|bon) (journée|soirée|soir|nuit|courage|chance)'],
  },
  {
    rules: [
      {
        id: 'fr.idea.wish',
        need: 'idea',
        weight: 2.1,
        why: 'Wishes for a change',
        shapes: [
          '(ce serait|il serait|serait|ça serait) <1> (bien|super|top|cool|génial|sympa|utile|pratique|mieux|intéressant|bon) <1> (de|d|si|que|qu|avec)',
          '(pouvez vous|pourriez vous|vous devriez|il faudrait|faudrait|devriez|merci d|merci de|svp|pensez à|pourquoi ne pas) <1> (ajouter|rajouter|mettre|intégrer|proposer|améliorer|remettre|permettre|inclure|créer|faire une|corriger)',
          '(j aimerais|on aimerait|j aurais aimé|je souhaiterais|dommage) <3> (pouvoir|que|avoir|voir|qu|de ne pas pouvoir|une option|une version)',
          '(suggestion|suggestions|idée|amélioration) (:|pour|d amélioration|serait)',
          '(il manque|manque juste|manque plus que|il ne manque) <2> (une|un|la|le|que|des|l)',
        ],
      },
      {
        id: 'fr.buying.intent',
        need: 'buying',
        weight: 2.2,
        why: 'Wants to buy',
        shapes: [
          '(où|comment|quand) <3> (acheter|commander|trouver|se procurer|réserver|précommander)',
          '(veux|voudrais|aimerais|vais|souhaite|pense|envie|hésite|compte|envisage|prévois|intéressé|intéressée|besoin) <3> (acheter|commander|m acheter|prendre|réserver|ouvrir un|m abonner|souscrire|précommander|investir|l acheter|par l achat)',
          '(combien|quel) <2> (coûte|coute|prix|tarif|ça coûte)',
          '(en stock|de nouveau disponible|encore disponible|bientôt disponible|livrez vous|livraison en|livraison vers|code promo ¿)',
          '(vaut le coup|vaut il|ça vaut) <4> ¿',
          '(je cherche|recherche) (un|une|à acheter)',
        ],
      },
    ],
  },
  {
    rules: [
      {
        id: 'fr.leaving.away',
        need: 'leaving',
        weight: 2.5,
        why: 'Says that they leave, or are about to',
        firm: true,
        shapes: [
          '(résilie|résilier|résiliation|résilié|désabonne|désabonner|désabonné|désinstalle|désinstallé|désinstaller|clôturer mon|fermer mon compte|clôture mon|annuler mon abonnement|annule mon abonnement)',
          '(change|changer|changé|passe|passer|passé|pars|partir|parti|partie) (d opérateur|de banque|d opérateur|de fournisseur|chez @|chez un autre|à la concurrence|de crèmerie|chez la concurrence|ailleurs)',
          '(plus jamais|jamais plus|c est fini avec|terminé avec|dernière fois|dernière commande|adieu|au revoir @)',
          '(perdu|perdre|perdez|perdent) <3> (client|cliente|clients)',
          '(irai|vais|aller|achèterai|commanderai) <2> (ailleurs|voir ailleurs|plus jamais|chez @)',
          '(j en ai fini|je vous quitte|je quitte|je vais quitter|revendu|renvoyé|retourné) <2> (@|le|la|mon|ma|votre)?',
        ],
      },
    ],
    decoys: ['(plus jamais|jamais plus) <3> (sans|autre chose|un autre|une autre|d autre|ailleurs)'],
  },
  {
    rules: [
      {
        id: 'fr.safety.danger',
        need: 'safety',
        weight: 2.8,
        why: 'Speaks of danger, injury, fraud or the law',
        shapes: [
          '(blessé|blessée|blessure|brûlé|brûlée|brûlure|brûlures|coupé le doigt|hôpital|urgences|intoxication|intoxiqué|empoisonné|allergie|réaction allergique|étouffé|électrocuté|malade après|rendu malade|vomi)',
          '(pris feu|prend feu|en feu|incendie|explosé|explose|explosion|fumée|surchauffe|fondu|court circuit|dangereux|dangereuse|danger|rappel produit|rappel de produit)',
          '(piraté|piratée|piratage|hacké|hackée|fuite de données|données personnelles|rgpd|cnil|usurpation|phishing|fraude|fraudeurs|frauduleux|frauduleuse|escroquerie|débité sans|prélevé sans|prélèvement non autorisé|volé mon|vol d identité)',
          '(avocat|plainte|porter plainte|tribunal|justice|police|gendarmerie|dgccrf|ufc que choisir|60 millions|mise en demeure|procès|médiateur|répression des fraudes|illégal)',
          '(verre|moisi|moisissure|asticot|asticots|cafard|métal|plastique) <2> (dans (mon|ma|le|la)|dedans)',
        ],
      },
      {
        id: 'fr.helping.advice',
        need: 'helping',
        weight: 2.1,
        why: 'Answers or advises someone',
        shapes: [
          '(j espère|espérant) <2> (aide|aider|aidera|vous aide|t aide)',
          '(as tu|avez vous|tu as|vous avez) (essayé|vérifié|tenté|regardé|pensé)',
          '(essaie|essaye|essayez|vérifie|vérifiez|regarde|regardez|va|allez|redémarre|redémarrez|réinstalle|réinstallez|contacte|contactez) (de|d|dans|le|la|les|si|en|avec|ton|ta|votre|plutôt)',
          '(tu|vous|on|il) (peux|pouvez|peut|dois|devez|faut|suffit|faut juste) <1> (aller|essayer|contacter|appeler|demander|cliquer|régler|utiliser|vérifier|de|désactiver|activer|redémarrer|passer)',
          '(pour moi|chez moi|moi) <2> (ça a marché|a fonctionné|a marché|a réglé)',
          '(astuce|solution|conseil) (:|pour ceux)',
          '(de rien|je vous conseille|je te conseille|je conseille de)',
        ],
      },
      {
        id: 'fr.spam.advert',
        need: 'spam',
        weight: 2.6,
        why: 'Reads like an advertisement',
        shapes: [
          '(lien|liens) (en|dans (la|ma)|dans) (bio|profil|description)',
          '(avec|utilisez|utilise) <1> (le|mon)? (code|code promo) <2>',
          '(gagne|gagnez|gagner) <4> ($|par jour|par mois|argent|de l argent|facilement|à gagner)',
          '(cliquez|clique|abonnez vous|abonne toi|contactez moi|contacte moi|écrivez moi|whatsapp|inscrivez vous|profitez|commandez) (ici|sur|en|à|vite|maintenant|dès|au|:) <2>',
          '(offre|promo|promotion) (exclusive|limitée|spéciale|flash)',
          '(concours|jeu concours|tirage au sort|crédit rapide|prêt (rapide|entre particuliers)|investissement garanti) <2>',
        ],
      },
      {
        id: 'fr.other.news',
        need: 'other',
        weight: 1,
        why: 'Tells news',
        shapes: [
          'url',
          '(communiqué|chiffre d affaires|bourse|selon (une|un|le|la)|annonce (le|la|un|une|son)|lance (un|une|son|sa)|recrute|offre d emploi|actualité)',
        ],
      },
    ],
    decoys: [
      '(explosion|explose|explosent) (de|des|d|en) (saveurs|saveur|goûts|goût|arômes|couleurs|bouche|joie)',
      '(avocat|avocate) <3> (recommandé|recommande|adore|utilise|jure)',
    ],
  },
]
