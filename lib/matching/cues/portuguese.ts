import type { CueTable, Turns } from './cue.ts'

export const portugueseTurns: Turns = {
  negation: ['(não|nao|n|nunca|jamais|nenhum|nenhuma|nada|sem|nem|ninguém)', 'longe de'],
  lifted: ['(não|nao) (só|somente|apenas|há dúvida)', '(sem dúvida|por que não)'],
  supposed: ['(se|seria|teria|poderia|espero|tomara|deveria|queria|gostaria|antes)'],
  resolved: ['(então|vou|vamos)'],
  asking: [
    '^ (é|são|tem|têm|posso|pode|alguém|como|onde|quando|quanto|qual|quais|que|por|porque|vale|funciona|vocês|vcs|dá|existe|há)',
  ],
  breaks: ['(mas|porque|pois|porém|e|enquanto|então|embora|só que)'],
}

export const portuguese: CueTable[] = [
  {
    rules: [
      {
        id: 'pt.question.asks',
        need: 'question',
        weight: 2,
        why: 'Asks for information',
        asks: true,
        shapes: [
          '(como|onde|quando|quanto|quanta|quantos|qual|quais|quem|porque|por que|pq|cadê|que|o que)',
          '(^|,|e|ou|mas|@) (é|são|tem|têm|posso|pode|podem|alguém|vale|funciona|vocês|vcs|dá|existe|há|consigo|sabem|aceita|aceitam|fazem|entregam)',
        ],
      },
      {
        id: 'pt.question.mark',
        need: 'question',
        weight: 0.9,
        why: 'Ends in a question mark',
        shapes: ['¿'],
      },
      {
        id: 'pt.question.wondering',
        need: 'question',
        weight: 2,
        why: 'Would like to know',
        shapes: [
          '(alguém|alguem) <1> (sabe|conhece|tem|pode|já|usa|poderia|mais)',
          '(gostaria de saber|queria saber|quero saber|preciso saber|saber) (se|como|onde|quando|por que|porque|qual|quanto|o que)',
          '(uma|tenho uma) (pergunta|dúvida)',
          '(podem|pode|poderia|poderiam|consegue|conseguem) <1> (me ajudar|me dizer|me explicar|me informar|ajudar|informar|confirmar|responder|explicar)',
          '(alguma|algum) (dica|sugestão|recomendação|ideia|novidade|previsão|solução|experiência)',
          '(me ajuda|me ajudem|ajuda por favor|socorro)',
        ],
      },
      {
        id: 'pt.question.rhetorical',
        need: 'question',
        weight: -1.6,
        why: 'Asks without wanting an answer',
        shapes: [
          '(sério|é sério|verdade|né|não é|jura|é piada|tá de brincadeira|está de brincadeira|até quando) ¿',
          '(como pode|até quando|que palhaçada|quem se importa|que tipo de)',
        ],
      },
    ],
  },
  {
    rules: [
      {
        id: 'pt.complaint.not-working',
        need: 'complaint',
        weight: 2.3,
        why: 'Says that it does not work',
        firm: true,
        shapes: [
          '(não|nao|n) <2> (funciona|funcionam|carrega|abre|liga|responde|respondem|conecta|consigo|chega|chegou|atualiza|sai|entra|deixa|imprime|atendem|atende|presta|pega|vai|resolve|resolvem)',
          '(parou|deixou|para) de (funcionar|carregar|ligar)',
          '(trava|travando|travado|trava muito|fecha sozinho|desliga sozinho|reinicia|caiu|caindo|fora do ar|cai toda hora|buga|bugado|bugada|lento|lenta|lentidão)',
          '(erro|erros|falha|falhas|defeito|defeitos|bug|bugs|instabilidade)',
          '(problema|problemas) (com|de|no|na|desde|para|em)',
          '(sem) (internet|sinal|conexão|serviço|luz|energia)',
        ],
      },
      {
        id: 'pt.complaint.broken',
        need: 'complaint',
        weight: 2.1,
        why: 'States that something broke or arrived wrong',
        shapes: [
          '(quebrado|quebrada|quebrou|quebra|danificado|danificada|defeituoso|estragado|estragada|rachado|rachada|rachou|vazou|enferrujado|emperrado|extraviado|perdido|perderam|vazio|incompleto|errado|errada|atraso|atrasado|atrasada|cancelado sem|vazando)',
          '(falta|faltam|faltou|faltando|veio faltando) (uma|um|o|a|peça|peças|parte)',
        ],
      },
      {
        id: 'pt.complaint.late',
        need: 'complaint',
        weight: 2.1,
        why: 'Has been waiting, or was let down',
        firm: true,
        shapes: [
          '(ainda|até agora|continuo|sigo|estou|tô) <2> (esperando|aguardando|sem|não|nao|nada)',
          '(horas|dias|semanas|meses) <2> (esperando|aguardando|sem|de espera|de atraso|e nada|e até)',
          '(ninguém|ninguem|nunca) <1> (responde|respondeu|atende|resolve|resolveu|ajuda|chegou|retorna|retornou)',
          '(nenhuma|sem|zero) (resposta|solução|retorno|posição|suporte|previsão|explicação)',
          '(quero|exijo|devolvam) <2> (dinheiro|reembolso|estorno)',
          '(cobraram|cobrado|cobrança|cobrando) <2> (duas vezes|indevida|indevido|a mais|em dobro)',
        ],
      },
      {
        id: 'pt.complaint.verdict',
        need: 'complaint',
        weight: 2,
        why: 'Gives a bad verdict',
        shapes: [
          '(péssimo|péssima|pessimo|pessima|horrível|horrivel|terrível|ruim|ruins|lixo|merda|bosta|porcaria|vergonha|vergonhoso|absurdo|golpe|ladrões|roubo|enganação|decepção|decepcionado|decepcionada|decepcionante|inaceitável|lamentável|inútil|incompetentes|incompetência|desastre|ridículo|ridícula|nojento|palhaçada|descaso|caro|caríssimo|pior|piores|mentirosos|frustrante|frustrado|frustrada|insatisfeito|insatisfeita|desrespeito|odeio|odiei|cansado|cansada|raiva|fraco|propaganda enganosa)',
          '(não (recomendo|comprem|comprar|vale)|nao (recomendo|comprem|vale)|perda de tempo|dinheiro jogado fora|uma estrela|zero estrelas|mal atendido|mal atendimento|mau atendimento|fujam)',
          '(😡|🤬|😠|👎|🙄|😤|🤮)',
        ],
      },
      {
        id: 'pt.complaint.irony',
        need: 'complaint',
        weight: 2.2,
        why: 'Thanks or praises in irony',
        firm: true,
        shapes: [
          '(obrigado|obrigada|valeu|parabéns) <3> ,? por nada',
          '(obrigado|obrigada|valeu|parabéns) (pelo atraso|por não|por estragar|por cancelar|pela demora)',
          '(ótimo|maravilha|parabéns|que bom) 🙄',
          'parabéns @ <2> (pela|por)',
        ],
      },
      {
        id: 'pt.complaint.solved',
        need: 'complaint',
        weight: -1,
        why: 'Says that it is solved',
        shapes: [
          '(voltou a funcionar|já (funciona|está funcionando|resolveram|foi resolvido)|resolvido|problema resolvido)',
        ],
      },
    ],
    decoys: [
      '(nada|não é|não) (mal|mau|ruim|caro)',
      '(nenhum|sem|nunca tive|zero) (problema|problemas|erro)',
    ],
  },
  {
    rules: [
      {
        id: 'pt.praise.mocked',
        need: 'praise',
        weight: -2.6,
        why: 'Thanks or praises in irony',
        firm: true,
        shapes: ['(obrigado|obrigada|valeu|parabéns) <3> ,? (por nada|pelo atraso|pela demora)'],
      },
      {
        id: 'pt.praise.strong',
        need: 'praise',
        weight: 1.9,
        why: 'Approves, in strong words',
        shapes: [
          '(amo|amei|adoro|adorei|adoramos|excelente|excelentes|ótimo|ótima|otimo|otima|maravilhoso|maravilhosa|perfeito|perfeita|incrível|incrivel|fantástico|fantástica|sensacional|espetacular|lindo|linda|delicioso|deliciosa|impecável|top|show|nota 10|nota dez|excepcional|demais|apaixonado|apaixonada|melhor app|fenomenal|maravilha)',
          '(muito|super|bem|bastante|realmente|tão|extremamente) (bom|boa|bem|feliz|satisfeito|satisfeita|útil|rápido|rápida|prático|prática|confortável|bonito|bonita|gostoso|gostosa|fácil|eficiente|educado|educada|atencioso|contente|grato|grata)',
          '(recomendo|super recomendo|recomendadíssimo|indico)',
          '(o|a|os|as) (melhor|melhores) <2>',
          '(obrigado|obrigada|muito obrigado|muito obrigada|valeu|gratidão) (a|por|@|pela|pelo|ao|aos)',
          '(vale a pena|valeu a pena|vale cada|5 estrelas|cinco estrelas|funciona (bem|muito bem|perfeitamente)|gostei|gosto muito|parabéns|bom (atendimento|produto|trabalho)|nunca me deixou na mão|nunca deu problema)',
          '(❤|😍|🥰|👍|🙏|👏|💪|🔥|😊|💯)',
        ],
      },
      {
        id: 'pt.praise.hollow',
        need: 'praise',
        weight: -1.2,
        why: 'The good words are wishes or politeness',
        shapes: [
          '(obrigado|obrigada) (desde já|pela (atenção|resposta|ajuda))',
          '(seria|ficaria) <1> (bom|ótimo|legal|perfeito|incrível|melhor|interessante)',
          '(gostaria|adoraria)',
        ],
      },
    ],
    decoys: [
      '(bom|boa|boas) (dia|tarde|noite|sorte|fim|festas)',
      '(não|nao) (muito|tão) (bom|boa|feliz|satisfeito|satisfeita)',
    ],
  },
  {
    rules: [
      {
        id: 'pt.idea.wish',
        need: 'idea',
        weight: 2.1,
        why: 'Wishes for a change',
        shapes: [
          '(seria|ficaria) <1> (bom|legal|ótimo|melhor|interessante|perfeito|útil|incrível|massa|ideal) <1> (se|ter|poder|que|colocar|adicionar|com)',
          '(deveriam|poderiam|podiam|deviam|podem|por favor|favor|deveria|poderia|bem que) <2> (adicionar|colocar|incluir|melhorar|implementar|permitir|adicionem|coloquem|incluam|melhorem|trazer|lançar|criar|voltar com|disponibilizar|ter uma)',
          '(gostaria|queria|adoraria) <2> (que|poder|ter|tivesse|houvesse|pudesse|uma opção|de poder|de ter|de ver)',
          '(sugestão|sugiro|sugestões|proposta) (:|de|é|para|que)?',
          '(só falta|falta|faltou|faltando) <1> (uma|um|o|a|opção|modo|ter|poder)',
        ],
      },
      {
        id: 'pt.buying.intent',
        need: 'buying',
        weight: 2.2,
        why: 'Wants to buy',
        shapes: [
          '(onde|como|quando) <3> (comprar|compro|encontro|encontrar|adquirir|pedir|encomendar|reservar|acho|vende|comprá lo)',
          '(quero|queria|vou|gostaria de|penso em|pensando em|preciso|pretendo|tô querendo|estou querendo|interesse em|interessado em|interessada em|doido pra|louca pra) <2> (comprar|adquirir|pedir|encomendar|reservar|abrir uma|assinar|contratar|trocar meu|comprar um|comprar uma)',
          '(quanto|qual o preço|qual o valor|preço|valor) <2> (custa|custam|é|fica|está|do|da|de|¿)',
          '(tem|têm|ainda tem|volta|vai voltar) <3> (estoque|disponível|cupom|desconto|em estoque)',
          '(entregam|entrega|enviam|envia|fazem entrega) (em|para|no|na)',
          '(vale a pena|compensa) <4> ¿',
          '(procuro|estou procurando|procurando) (um|uma)',
        ],
      },
    ],
  },
  {
    rules: [
      {
        id: 'pt.leaving.away',
        need: 'leaving',
        weight: 2.5,
        why: 'Says that they leave, or are about to',
        firm: true,
        shapes: [
          '(cancelo|cancelar|cancelei|cancelando|cancelamento|desinstalei|desinstalar|desinstalando|desinstalo|encerrar minha conta|encerrei|fechar minha conta|portabilidade)',
          '(mudar|mudei|mudando|trocar|troquei|trocando|migrar|migrei|vou) (de (operadora|banco|plano|provedor|empresa)|para (a|o)? (@|concorrência|outra|outro|concorrente)|pra (@|concorrência|outra|outro)|pro @)',
          '(nunca mais|não (compro|volto|uso|compro) mais|nao (compro|volto|uso) mais|última vez|ultima vez|última compra|adeus|tchau @|jamais compro)',
          '(perderam|perdeu|perdem|vão perder) <2> (cliente|clientes|uma cliente)',
          '(devolvi|vendi|devolvendo) <2> (o|a|meu|minha)?',
        ],
      },
    ],
    decoys: ['(nunca mais|jamais) <3> (sem|outra coisa|outro|outra)'],
  },
  {
    rules: [
      {
        id: 'pt.safety.danger',
        need: 'safety',
        weight: 2.8,
        why: 'Speaks of danger, injury, fraud or the law',
        shapes: [
          '(ferido|ferida|machucou|machuquei|machucado|queimou|queimei|queimadura|queimaduras|cortei o dedo|hospital|pronto socorro|ambulância|intoxicação|intoxicado|passei mal|passou mal|envenenado|alergia|reação alérgica|engasgou|choque elétrico|levei um choque|vomitando)',
          '(pegou fogo|pegando fogo|fogo|incêndio|explodiu|explode|explosão|fumaça|derreteu|superaquece|esquentando muito|perigoso|perigosa|perigo|curto circuito|recall)',
          '(hackeado|hackeada|hackearam|invadiram|invadida|vazamento de dados|vazaram|dados vazados|lgpd|dados pessoais|roubo de dados|phishing|fraude|fraudulenta|golpistas|não autorizada|não autorizado|não reconheço|clonaram|clonado|me roubaram|caí num golpe)',
          '(advogado|advogada|processo|processar|vou processar|denúncia|denunciar|polícia|boletim de ocorrência|justiça|procon|anatel|anac|reclame aqui|consumidor gov|bacen|banco central|ilegal|medidas judiciais|pequenas causas)',
          '(vidro|mofo|larva|larvas|barata|metal|plástico|bicho) <2> (no|na|dentro)',
        ],
      },
      {
        id: 'pt.helping.advice',
        need: 'helping',
        weight: 2.1,
        why: 'Answers or advises someone',
        shapes: [
          '(espero) <2> (ajudado|ajude|ter ajudado)',
          '(já|vocês|você|vc) <1> (tentou|tentaram|verificou|experimentou)',
          '(tenta|tente|experimenta|verifica|verifique|olha|reinicia|reinicie|limpa|limpe|entra em|entre em|liga|ligue|desinstala) (o|a|com|se|em|no|na|contato|para|pra|os|as|limpar|reiniciar)',
          '(você pode|vc pode|pode|tem que|precisa|é só|basta|só|recomendo que|te aconselho) <1> (ir|tentar|ligar|entrar|reiniciar|usar|pedir|limpar|ajustar|atualizar|desativar|ativar|baixar|clicar|apertar|verificar)',
          '(comigo|pra mim|para mim|aqui) <1> (funcionou|resolveu|deu certo)',
          '(solução|dica|macete) (:|para|é)',
          '(de nada|disponha)',
        ],
      },
      {
        id: 'pt.spam.advert',
        need: 'spam',
        weight: 2.6,
        why: 'Reads like an advertisement',
        shapes: [
          '(link) na (bio|descrição|minha bio)',
          '(use|com|usando|utilize) (o|meu)? (código|cupom) <2>',
          '(ganhe|ganhar|ganhando|fature|lucre) <4> ($|dinheiro|em casa|por dia|por mês|renda extra|fácil|online)',
          '(clique|clique aqui|clica no|acesse|siga|me siga|se inscreva|inscreva se|chama no|me chama|whatsapp|zap|compre já|compre agora|aproveite|garanta já|baixe agora) <2>',
          '(oferta|promoção|desconto) (especial|exclusiva|imperdível|relâmpago|limitada)',
          '(sorteio|sorteando|participe|empréstimo (rápido|fácil|sem consulta)|investimento garantido|renda extra|lucro garantido)',
        ],
      },
      {
        id: 'pt.other.news',
        need: 'other',
        weight: 1,
        why: 'Tells news',
        shapes: [
          'url',
          '(comunicado|segundo (o|a|fontes)|anuncia|anunciou|lança|lançou|ações da|bolsa|receita|lucro|trimestre|vaga de emprego|vagas|contrata|notícia|notícias|urgente :)',
        ],
      },
    ],
    decoys: [
      '(explosão|explode) (de|em|na) (sabor|sabores|aroma|aromas|cores|boca)',
      '(advogado|advogada) <3> (recomendou|recomenda|adora|usa)',
    ],
  },
]
