import type { CueTable, Turns } from './cue.ts'

export const spanishTurns: Turns = {
  negation: ['(no|nunca|jamás|ningún|ninguna|ninguno|nada|sin|ni|tampoco|nadie)', 'lejos de'],
  lifted: ['no (solo|sólo|solamente|hay duda|cabe duda)', '(sin duda|sin dudar|por qué no)'],
  supposed: ['(si|sería|estaría|podría|ojalá|espero|espera|debería|quisiera|antes)'],
  resolved: ['(entonces|voy|vamos)'],
  asking: [
    '^ (es|son|está|están|hay|tiene|tienen|puedo|puede|se|alguien|cómo|dónde|cuándo|cuánto|qué|cuál|por|vale|sirve|funciona|hacen|venden)',
  ],
  breaks: ['(pero|porque|pues|aunque|sin embargo|y|mientras|entonces|sino)'],
}

export const spanish: CueTable[] = [
  {
    rules: [
      {
        id: 'es.question.asks',
        need: 'question',
        weight: 2,
        why: 'Asks for information',
        asks: true,
        shapes: [
          '(cómo|dónde|cuándo|cuánto|cuánta|cuántos|cuál|cuáles|qué|quién|por qué|adónde)',
          '(^|,|y|o|pero|@) (es|son|está|están|hay|tiene|tienen|puedo|puede|pueden|podemos|se puede|alguien|vale|sirve|funciona|hacen|venden|saben|sabes|sabe|tenéis|hacéis|podéis|me pueden|me podrían|podrían)',
        ],
      },
      {
        id: 'es.question.mark',
        need: 'question',
        weight: 0.9,
        why: 'Ends in a question mark',
        shapes: ['¿'],
      },
      {
        id: 'es.question.wondering',
        need: 'question',
        weight: 2,
        why: 'Would like to know',
        shapes: [
          'alguien <1> (sabe|conoce|tiene|ha|puede|podría|usa|me puede|más)',
          '(me pregunto|quisiera saber|me gustaría saber|quiero saber|necesito saber|saber) (si|cómo|dónde|cuándo|por qué|qué|cuál|cuánto)',
          '(una|tengo una|tengo) (pregunta|duda|consulta)',
          '(me|nos) <1> (pueden|puedes|puede|podrían|podéis|podrías|podría) <2> (ayudar|decir|explicar|informar|indicar|orientar|confirmar)',
          '(pueden|podrían|puedes|podéis|podrías) <1> (ayudarme|decirme|explicarme|informarme|indicarme|confirmarme|contestarme|responderme)',
          '(algún|alguna) (consejo|recomendación|sugerencia|idea|opinión|experiencia|novedad|solución)',
          'ayuda (por favor|porfa|pls|!)',
        ],
      },
      {
        id: 'es.question.rhetorical',
        need: 'question',
        weight: -1.6,
        why: 'Asks without wanting an answer',
        shapes: [
          '(en serio|de verdad|verdad|no|hola|es broma|es una broma|qué les pasa|a quién le importa|me estás jodiendo|me están tomando el pelo) ¿',
          '(cómo es posible|qué vergüenza|hasta cuándo|qué clase de|con qué cara)',
        ],
      },
    ],
  },
  {
    rules: [
      {
        id: 'es.complaint.not-working',
        need: 'complaint',
        weight: 2.3,
        why: 'Says that it does not work',
        firm: true,
        shapes: [
          'no <2> (funciona|funcionan|carga|cargan|abre|anda|sirve|sirven|responde|responden|enciende|prende|conecta|deja|permite|puedo|contestan|contesta|llega|llegó|llegan|sale|arranca|va|reconoce|imprime|sincroniza)',
          '(dejó|ha dejado|dejo) de (funcionar|andar|cargar|servir)',
          '(se (cierra|cuelga|traba|bloquea|congela|cae|apaga|reinicia|corta|calienta)|se me (rompió|cayó|apaga|cierra))',
          '(error|errores|fallo|fallos|falla|fallas|caído|caída|averiado|avería|bug|bugs|corte|cortes)',
          '(problema|problemas|inconveniente|inconvenientes) (con|de|en|desde|para)',
          '(sin|nos quedamos sin|estoy sin) (servicio|internet|señal|conexión|luz|línea)',
        ],
      },
      {
        id: 'es.complaint.broken',
        need: 'complaint',
        weight: 2.1,
        why: 'States that something broke or arrived wrong',
        shapes: [
          '(agrietó|agrietada|goteado|goteó|partió|roto|rota|rotos|rotas|rompió|rompe|dañado|dañada|defectuoso|defectuosa|estropeado|estropeada|partido|oxidado|agrietado|atascado|perdido|perdida|perdieron|vacío|incompleto|incompleta|equivocado|equivocada|retraso|retrasado|demora|demoras|cancelado sin|malo|mala calidad|gotea)',
          '(faltan|falta) (piezas|una|un|el|la|parte)',
        ],
      },
      {
        id: 'es.complaint.late',
        need: 'complaint',
        weight: 2.1,
        why: 'Has been waiting, or was let down',
        firm: true,
        shapes: [
          '(sigo|seguimos|llevo|llevamos|estoy|aún|todavía) <2> (esperando|sin|no|# días|# horas|meses|semanas|días|horas)',
          '(horas|días|semanas|meses) <2> (esperando|sin|de espera|de retraso|y nada|y no)',
          '(nadie|nunca|no) <1> (responde|contesta|contestan|responden|resuelven|ayuda|atiende|atienden|solucionan|me llaman|dan respuesta|ha llegado|llegó|me han|he recibido|recibí)',
          '(sin|ninguna|cero|nula) (respuesta|solución|atención|ayuda|explicación)',
          '(devuélvanme|devolvedme|quiero|exijo) <2> (dinero|reembolso|devolución|solución)',
          '(me cobraron|cobrado|cobran|me cobran) <2> (dos veces|de más|doble|sin)',
        ],
      },
      {
        id: 'es.complaint.verdict',
        need: 'complaint',
        weight: 2,
        why: 'Gives a bad verdict',
        shapes: [
          '(pésimo|pésima|malísimo|malísima|terrible|horrible|fatal|asco|asqueroso|asquerosa|vergüenza|vergueenza|verguenza|vergonzoso|vergonzosa|estafa|estafadores|ladrones|robo|basura|mierda|porquería|decepción|decepcionado|decepcionada|decepcionante|inaceptable|lamentable|inútil|inútiles|incompetentes|incompetencia|desastre|desastroso|nefasto|nefasta|ridículo|indignante|indignado|harto|harta|hartos|abuso|abusivo|caro|carísimo|peor|peores|engaño|mentirosos|frustrante|molesto|molesta|insoportable|deficiente|tomadura de pelo|cutre|chapuza|timo)',
          '(no (lo)? recomiendo|no comprar|no compren|no compréis|pérdida de (tiempo|dinero)|una estrella|cero estrellas|mal (servicio|producto|hecho|atención)|mala (atención|experiencia|calidad)|muy mal|odio)',
          '(😡|🤬|😠|👎|🙄|😤|🤮)',
        ],
      },
      {
        id: 'es.complaint.irony',
        need: 'complaint',
        weight: 2.2,
        why: 'Thanks or praises in irony',
        firm: true,
        shapes: [
          '(gracias|felicidades|enhorabuena) <3> ,? por nada',
          '(gracias|muchas gracias|felicidades|enhorabuena) por (no|el retraso|hacerme perder|cancelar|arruinar|la espera)',
          '(genial|qué bien|estupendo|bravo|excelente servicio) 🙄',
          '(pues|qué) (bien|guay|maravilla|genial) (,|que|.) <3> (otra vez|no funciona|de nuevo)',
        ],
      },
      {
        id: 'es.complaint.solved',
        need: 'complaint',
        weight: -1,
        why: 'Says that it is solved',
        shapes: [
          '(ya (funciona|está (resuelto|solucionado|arreglado)|quedó|lo solucionaron)|problema (resuelto|solucionado)|vuelve a funcionar)',
        ],
      },
    ],
    decoys: [
      '(nada|no|no está|no es) (mal|malo|mala|caro|cara)',
      '(sin|ningún|nunca ningún|ni un) (problema|problemas|error|errores)',
    ],
  },
  {
    rules: [
      {
        id: 'es.praise.mocked',
        need: 'praise',
        weight: -2.6,
        why: 'Thanks or praises in irony',
        firm: true,
        shapes: ['(gracias|felicidades|enhorabuena) <3> ,? por (nada|el retraso|la espera)'],
      },
      {
        id: 'es.praise.strong',
        need: 'praise',
        weight: 1.9,
        why: 'Approves, in strong words',
        shapes: [
          '(encanta|encantan|encantó|encantada|encantado|amo|adoro|excelente|excelentes|genial|geniales|increíble|maravilloso|maravillosa|fantástico|fantástica|perfecto|perfecta|buenísimo|buenísima|espectacular|estupendo|estupenda|magnífico|delicioso|deliciosa|impecable|maravilla|brutal|top|lo máximo|insuperable|recomendable|recomendado|riquísimo|fenomenal|inmejorable|sobresaliente)',
          '(muy|súper|super|tan|bastante|realmente|totalmente) (bueno|buena|bien|contento|contenta|feliz|satisfecho|satisfecha|útil|rápido|rápida|amable|amables|práctico|práctica|cómodo|cómoda|bonito|bonita|rico|rica|fácil|eficiente|recomendable|agradecido|agradecida|sólido)',
          '(lo|la|los|las|muy)? (recomiendo|recomendable|recomiendo mucho)',
          '(el|la|lo|los|las) (mejor|mejores) <2> (que|del|de|en|compra|servicio|app)?',
          '(gracias|muchas gracias|mil gracias) (a|por|@|por la|al)',
          '(vale la pena|merece la pena|vale cada|5 estrellas|cinco estrellas|funciona (perfecto|perfectamente|muy bien|de maravilla|genial)|me gusta mucho|me ha gustado|buen (servicio|producto|trabajo)|buena (atención|calidad)|nunca me ha fallado)',
          '(❤|😍|🥰|👍|🙏|👏|💪|🔥|😊|💯)',
        ],
      },
      {
        id: 'es.praise.hollow',
        need: 'praise',
        weight: -1.2,
        why: 'The good words are wishes or politeness',
        shapes: [
          '(gracias (de antemano|por (su|tu|la|vuestra) (respuesta|ayuda|atención)))',
          '(sería|estaría|quedaría) <1> (genial|bueno|bien|perfecto|excelente|increíble|ideal)',
          'me (encantaría|gustaría)',
        ],
      },
    ],
    decoys: [
      '(buenos|buenas|buena|buen) (días|tardes|noches|suerte|fin|día|noche)',
      '(no) (muy|tan) (bueno|buena|bien|contento|contenta)',
    ],
  },
  {
    rules: [
      {
        id: 'es.idea.wish',
        need: 'idea',
        weight: 2.1,
        why: 'Wishes for a change',
        shapes: [
          '(sería|estaría|quedaría) <1> (bueno|bien|genial|ideal|útil|mejor|excelente|increíble|perfecto|interesante) <1> (que|si|poder|tener|agregar|añadir|con)',
          '(deberían|podrían|pueden|podéis|por favor|porfavor|porfa|ojalá|deberíais|falta que|estaría bien) <2> (agregar|añadir|poner|incluir|mejorar|implementar|permitir|sacar|agreguen|añadan|pongan|incluyan|mejoren|permitan|saquen|traigan|traer|crear|hacer una|ofrecer)',
          '(me gustaría|quisiera|ojalá|me encantaría) <2> (que|poder|tener|hubiera|hubiese|pudiera|tuviera|una opción|pudieran|fuera)',
          '(sugerencia|sugiero|sugerencias|propongo|propuesta) <1> (:|que|para|es)?',
          '(le falta|solo falta|sólo falta|hace falta|faltaría|estaría mejor con) <2> (una|un|que|la|el|más|opción)',
        ],
      },
      {
        id: 'es.buying.intent',
        need: 'buying',
        weight: 2.2,
        why: 'Wants to buy',
        shapes: [
          '(dónde|cómo|cuándo) <3> (comprar|comprarlo|conseguir|pedir|adquirir|reservar|encontrar|lo venden|venden|comprarla)',
          '(quiero|quisiera|voy a|me gustaría|pienso|estoy pensando en|necesito|pensando en|ganas de|me quiero|planeo|dudo si|interesado en|interesada en|vamos a) <2> (comprar|comprarme|comprarlo|pedir|pedirme|adquirir|contratar|reservar|abrir una|suscribirme|encargar|comprarla|una cotización)',
          '(cuánto|qué precio|precio) <2> (cuesta|cuestan|vale|valen|sale|tiene|del|de|¿)',
          '(hay|tienen|tenéis|queda|quedan) <2> (stock|disponible|disponibles|existencias|descuento|en tienda|en tallas)',
          '(hacen envíos|envían a|envíos a|envío a|mandan a|realizan envíos)',
          '(vale|merece) la pena <4> ¿',
          '(busco|estoy buscando) (un|una)',
        ],
      },
    ],
  },
  {
    rules: [
      {
        id: 'es.leaving.away',
        need: 'leaving',
        weight: 2.5,
        why: 'Says that they leave, or are about to',
        firm: true,
        shapes: [
          '(cancelo|cancelar|cancelé|cancelando|canceladas|darme de baja|dar de baja|me doy de baja|doy de baja|desinstalo|desinstalé|desinstalada|desinstalar|cierro mi cuenta|cerrar mi cuenta|portabilidad)',
          '(cambio|cambiar|cambié|cambiarme|me cambio|me cambié|me paso|pasarme|me pasé|me mudo|me voy|irme|me iré|nos vamos) (de (compañía|banco|operador|proveedor|empresa|seguro)|a @|a otra|a otro|a la competencia|con otra|con @)',
          '(nunca más|no vuelvo|no volveré|no volvería|jamás volveré|jamás vuelvo|última vez|última compra|no compro más|no les compro|hasta nunca|adiós @|chau @)',
          '(perdieron|perdido|pierden|habéis perdido|han perdido) <2> (cliente|clienta|clientes)',
          '(lo|la) (devolví|devuelvo|vendí|vendo|he devuelto)',
        ],
      },
    ],
    decoys: ['(nunca más|nunca mas) <3> (sin|otra cosa|otro|otra|ninguna otra)'],
  },
  {
    rules: [
      {
        id: 'es.safety.danger',
        need: 'safety',
        weight: 2.8,
        why: 'Speaks of danger, injury, fraud or the law',
        shapes: [
          '(herido|herida|lesión|lesionó|quemó|quemadura|quemaduras|quemado|corté el dedo|hospital|urgencias|ambulancia|intoxicación|intoxicado|intoxicó|envenenado|alergia|reacción alérgica|asfixia|descarga eléctrica|electrocutó|vomitando|enfermó|enfermé)',
          '(fuego|incendio|incendió|explotó|explota|explosión|humo|se quemó|derritió|sobrecalienta|peligroso|peligrosa|peligro|cortocircuito|retirada del producto)',
          '(hackeado|hackeada|hackearon|hackeo|filtración|filtrado mis datos|datos personales|robo de datos|robo de identidad|phishing|fraude|fraudulento|fraudulentos|cargo no reconocido|cargos no reconocidos|no autorizado|no autorizada|no reconozco|clonaron|me robaron|suplantación)',
          '(abogado|abogados|demanda|demandar|demandaré|denuncia|denunciar|denunciaré|policía|tribunal|juicio|juzgado|profeco|condusef|facua|ocu|consumidor|sernac|indecopi|protección de datos|acciones legales|ilegal)',
          '(vidrio|moho|gusano|gusanos|cucaracha|metal|plástico) <2> (en (mi|el|la)|dentro)',
        ],
      },
      {
        id: 'es.helping.advice',
        need: 'helping',
        weight: 2.1,
        why: 'Answers or advises someone',
        shapes: [
          '(espero|ojalá) <2> (ayude|sirva|haberte ayudado|ayudado)',
          '(has|han|ya) (probado|intentado|revisado|mirado|comprobado)',
          '(prueba|intenta|revisa|mira|ve|verifica|reinicia|desinstala|contacta|llama|fíjate|pruebe|intente|limpia) (a|con|en|si|que|el|la|los|tu|al|por)',
          '(puedes|podés|tienes que|debes|hay que|tenés que|solo tienes que|basta con|te recomiendo|te aconsejo|os recomiendo) <1> (ir|probar|llamar|entrar|contactar|reiniciar|usar|pedir|hacer|limpiar|ajustar|revisar|actualizar|que|poner|desactivar|activar|descargar)',
          '(a mí|a mi|me) <1> (funcionó|me funcionó|sirvió|me sirvió|solucionó)',
          '(solución|consejo|tip|truco) (:|para|es)',
          'de nada',
        ],
      },
      {
        id: 'es.spam.advert',
        need: 'spam',
        weight: 2.6,
        why: 'Reads like an advertisement',
        shapes: [
          '(link|enlace) en (la|mi)? (bio|perfil|descripción)',
          '(usa|con|usando|utiliza) (el|mi)? (código|cupón) <2>',
          '(gana|ganar|gane|genera) <4> ($|dinero|desde casa|por día|diarios|al mes|fácil)',
          '(haz clic|clic aquí|click aquí|visita|síguenos|sígueme|suscríbete|inscríbete|escríbeme|escríbenos|contáctanos|contáctame|whatsapp|compra ya|aprovecha|reserva ya|pide ya|descarga ya) <2>',
          '(oferta|promoción|descuento) (especial|exclusiva|limitada|por tiempo|relámpago)',
          '(sorteo|sorteamos|participa|préstamos rápidos|préstamo inmediato|inversión segura|garantizado|ganancias)',
        ],
      },
      {
        id: 'es.other.news',
        need: 'other',
        weight: 1,
        why: 'Tells news',
        shapes: [
          'url',
          '(comunicado|según (un|el|la|fuentes)|anuncia|anunció|lanza|presenta su|acciones de|bolsa|ingresos|resultados del|oferta de empleo|vacante|contrata|trimestre|noticias|última hora)',
        ],
      },
    ],
    decoys: [
      '(explosión|explota|explotan) (de|en) (sabor|sabores|color|colores|aroma|aromas|boca|alegría)',
      '(abogado|abogada) <3> (recomendó|recomienda|encanta|usa|compró)',
    ],
  },
]
