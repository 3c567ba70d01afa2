import type { Features } from './features.ts'
import { hashOfWord } from './hash-words.ts'
import { placeIn, tableOf } from './number-table.ts'

/**
 * The words that carry a language's grammar, folded. Twenty thousand posts in eight languages hold four of
 * them each on average; brand names, tags and loan words are none.
 */
const GRAMMAR: Readonly<Record<string, string>> = {
  en: 'the and you that was for are with his they this have from one had but what all were when your can there use each which she how their will other about out many then them these some her would make like him into time has look more see than been who its now find did get come made may im ive dont doesnt isnt cant didnt youre we my me it is be do just not so if of to in on at by an as got still why any has am our no too really please love any been going want know need think only again never after because should could off here way good day new',
  de: 'der die das und ich nicht ist es ein eine zu mit auf fur sich den dem des im auch von bei aus nach wie wir ihr sie er mein meine mir mich dir dich uns war hat habe haben hatte wird werden kann konnen nur noch schon aber oder wenn dann weil dass mal was wer wo sehr mehr keine kein immer wieder jetzt hier heute einen einem einer uber bin bist sind seit vom zum zur ja nein doch ganz gut euch leider danke bitte gibt also beim zwei morgen heute warum wirklich vielleicht finde dein deine unser ihre ihr seine sollte einfach viel echt geil endlich neue neuen jahre mehr uhr wegen eigentlich gerade haben zum gleich alle allem eben hast bist dazu doch denn damit weiter wieder gegen unter zwischen leute selbst nix nen ne geht ohne alles diese dieser dieses man warum ihn wurde muss als am vor bis durch um machen',
  fr: 'le la les des un une et est je tu il elle nous vous ils pas ne que qui dans pour sur avec ce cette ces mon ma mes ton sa son ses au aux du de en plus mais ou donc car se si tout tous toute fait faire etre avoir suis es sommes sont ai as avons avez ont cest jai nest quand comme bien tres trop meme rien jamais toujours encore aussi apres avant sans chez ca leur leurs votre vos notre nos merci bonjour dit vais va fais faut veux peux voir vraiment chose deux mal mdr lol jour ans oh ah quel quelle celui dire point entre contre pendant sous depuis moi toi lui y quoi alors juste parce peut non oui ete',
  es: 'el la los las un una y que no de en es por con para lo se me te mi tu su al del como mas pero si ya muy le les nos este esta esto estos ese esa eso yo ella ellos ha he hay son ser estar estoy fue cuando porque donde quien todo todos toda nada nunca siempre tambien ahora hoy sin sobre entre hasta desde gracias hola bien solo vez dia asi tengo tiene hacer soy eres era voy va cada mejor otro otra sus mis alguien a ni o nadie llevo semanas dos mal peor tan poco mucho mucha muchas muchos algo asi aqui alli tampoco quiero puedo puede hacen les gusta ver dice dicen manana',
  it: 'il lo la i gli le un una uno e di che non in per con sono ho ha hai mi ti si ci vi ma se come piu anche della del dei delle nel nella alla al dal dalla su da questo questa quello quella mio mia tuo sua suo cosa perche quando chi dove tutto tutti sempre mai molto bene grazie ciao oggi ora solo ancora poi gia essere fare fatto stato era abbiamo hanno cosi senza noi voi loro lui lei o ne sei siamo nei degli sui sulla dopo ogni anni io tu niente qualcuno buona',
  pt: 'o a os as um uma e de que nao em do da dos das no na nos nas por com para pra se me te eu tu ele ela voce voces nos meu minha seu sua mais mas muito ja ta so ser estar estou foi tem tenho ter isso isto esse essa este esta como quando porque quem onde tudo todos nada nunca sempre tambem agora hoje sem sobre ate desde obrigado obrigada bem vou vai ao aos pelo pela aqui ai la gente dia bom boa to to ne pro mano cara coisa hj tbm nunca dela dele depois antes ver fico quero queria pode  melhor fazer era sao ninguem duas dois estava fazendo comprei falar coisas ou nem cada eh vc pq mto',
  nl: 'de het een en van ik je niet is dat die in op te met voor aan er maar om ook als dan bij wat wie waar naar heb heeft hebben had was ben bent zijn wordt worden kan kunnen nog al wel geen meer mijn jouw zijn haar ons onze jullie zij hij we ze dit deze hoe waarom omdat over uit door tot zo nu hier daar heel goed veel altijd nooit weer gewoon iets niets alles iemand moet mag gaat doen jaar bedankt hallo toch even nou',
  sv: 'och att det som en ett jag inte ar for pa med den har av till om sa men du vi de han hon kan ska nar var vad hur min mitt din dig mig oss er ni fran eller bara nu har mycket alla sig ut upp in efter vid skulle blir finns hade varit mer bra tack hej alltid aldrig igen ingen inga nagot nagon detta denna dom',
  da: 'og at det som en et jeg ikke er for pa med den har af til om sa men du vi de han hun kan skal nar var hvad hvor min mit din dig mig os fra eller bare nu meget alle sig ud op efter ved ville bliver havde vaeret mere godt tak hej altid aldrig igen ingen noget nogen dette denne dem hvordan',
  pl: 'i w na nie to sie z ze do jest jak co ale za po od tak o juz czy dla tylko mnie mi ja ty on ona my wy oni by byl byla bylo jestem sa ma mam moj moja ten ta te tego tym bardzo kiedy gdzie dlaczego bo przez przy bez pod nad jeszcze tez zawsze nigdy teraz dzis dzieki prosze dobrze wszystko nic kto ktory ktora moze mozna trzeba',
  tr: 've bir bu da de ne icin ile cok ama ben sen o biz siz onlar gibi daha en mi mu var yok degil olan olarak kadar sonra her sey nasil neden niye kim bana sana beni seni bunu simdi bugun hic hep ya ki iyi olsun oldu olur diye gun tum ise yani artik',
  id: 'yang dan di ini itu dengan untuk tidak dari dalam akan pada juga ke saya aku kamu dia kami kita mereka ada bisa sudah belum tapi atau karena jadi kalau kenapa apa siapa bagaimana sangat lagi banget aja nya gak ga nggak udah sama buat kok sih dong ya lebih semua harus seperti hari baru',
  ro: 'si in la de pe cu nu un o este sunt ca sa din pentru care mai ce se am ai are au fost fi dar daca cand unde cum cine foarte tot toate nimic niciodata mereu acum azi multumesc buna doar dupa fara prin intre asta aceasta acest lor lui ei el ea eu tu noi voi imi iti mi ti',
  la: 'lorem ipsum dolor sit amet consectetur adipiscing adipisicing elit sed eiusmod tempor incididunt labore dolore magna aliqua enim minim veniam quis nostrud exercitation ullamco laboris nisi aliquip commodo consequat duis aute irure reprehenderit voluptate velit cillum fugiat nulla pariatur excepteur sint occaecat cupidatat proident sunt culpa officia deserunt mollit anim laborum vivamus vestibulum pellentesque quisque',
  fi: 'ja on ei se etta en han mina sina me te he tama se mita kun niin mutta myos jos kuin ole oli olen ovat nyt vain kaikki hyvin mika missa miksi viela jo sitten voi taman tassa ollut minun mun ihan kylla kiitos',
}

/** Words that several languages share decide nothing between them: each weighs a share. */
const VOTES = [...readGrammar()]
const VOTERS = tableOf(VOTES.map(([hash]) => hash))

interface Vote {
  readonly languages: readonly number[]
  readonly share: number
}

const LATIN = Object.keys(GRAMMAR)

function readGrammar(): ReadonlyMap<number, Vote> {
  const languages = new Map<number, Set<number>>()
  for (const [index, words] of Object.values(GRAMMAR).entries())
    for (const word of words.split(' ')) {
      const hash = hashOfWord(word)
      languages.set(hash, (languages.get(hash) ?? new Set()).add(index))
    }
  return new Map([...languages].map(([hash, of]) => [hash, { languages: [...of], share: 1 / of.size }]))
}

const votes = new Float64Array(LATIN.length)

/** Letters with marks, and the languages that write them. Each counts like a word that they share. */
const LETTERS: ReadonlyMap<number, Vote> = new Map(
  Object.entries({
    ß: 'de',
    ä: 'de sv fi',
    ö: 'de sv fi tr',
    ü: 'de tr',
    ñ: 'es',
    '¿': 'es',
    '¡': 'es',
    á: 'es pt',
    í: 'es pt',
    ó: 'es pt pl',
    ú: 'es pt',
    ã: 'pt',
    õ: 'pt',
    â: 'pt fr ro',
    ê: 'fr pt',
    ç: 'fr pt tr',
    à: 'fr it',
    è: 'fr it',
    ì: 'it',
    ò: 'it',
    ù: 'it fr',
    é: 'fr es pt it',
    î: 'fr ro',
    ô: 'fr pt',
    û: 'fr',
    œ: 'fr',
    ë: 'fr nl',
    ą: 'pl',
    ę: 'pl',
    ł: 'pl',
    ś: 'pl',
    ż: 'pl',
    ć: 'pl',
    ş: 'tr ro',
    ğ: 'tr',
    ı: 'tr',
    ă: 'ro',
    ș: 'ro',
    ț: 'ro',
    å: 'sv da',
    æ: 'da',
    ø: 'da',
  }).map(([letter, languages]) => {
    const of = languages.split(' ').map((language) => LATIN.indexOf(language))
    return [letter.charCodeAt(0), { languages: of, share: 0.8 / of.length }]
  }),
)

/**
 * The language of a post, as the first part of a BCP 47 tag; null where neither its words nor the page tell.
 * Words of grammar decide against the page when they are clear: a page of an English site holds German posts.
 */
export function languageOf(text: string, features: Features, page: string | null): string | null {
  votes.fill(0)
  const script = scriptLanguage(text)
  const said = page === null ? null : (page.toLowerCase().split('-')[0] ?? null)
  if (script !== null) return said !== null && script.includes(said) ? said : (script[0] ?? null)
  for (let word = 0; word < features.words; word += 1) {
    const place = placeIn(VOTERS, features.plain[word] as number)
    if (place >= 0) cast((VOTES[place] as (typeof VOTES)[number])[1])
  }
  const [best, second] = bestTwo()
  const own = said === null ? -1 : LATIN.indexOf(said)
  // Of a few words that two languages share, the page knows better.
  if (said !== null && features.words <= FEW_WORDS && (votes[own] ?? 0) * 2 >= best.votes && best.votes > 0)
    return said
  const clear = best.votes >= CLEAR || (best.votes >= 1 && features.words <= FEW_WORDS)
  if (clear && best.votes >= second.votes * 1.4) return LATIN[best.language] ?? said
  if (said !== null) return said
  return best.votes > 0 && best.votes > second.votes ? (LATIN[best.language] ?? null) : null
}

const CLEAR = 1.5
const FEW_WORDS = 8

function cast({ languages, share }: Vote): void {
  for (const language of languages) votes[language] = (votes[language] ?? 0) + share
}

function bestTwo(): [{ language: number; votes: number }, { votes: number }] {
  let language = 0
  let first = 0
  let second = 0
  for (let index = 0; index < votes.length; index += 1) {
    const count = votes[index] ?? 0
    if (count > first) {
      second = first
      first = count
      language = index
    } else if (count > second) second = count
  }
  return [{ language, votes: first }, { votes: second }]
}

const SCRIPTS: readonly (readonly [first: number, last: number, languages: readonly string[]])[] = [
  [0x370, 0x3ff, ['el']],
  [0x400, 0x52f, ['ru', 'uk', 'bg', 'sr', 'mk', 'be', 'kk']],
  [0x590, 0x5ff, ['he', 'yi']],
  [0x600, 0x6ff, ['ar', 'fa', 'ur']],
  [0x900, 0x97f, ['hi', 'mr', 'ne']],
  [0xe00, 0xe7f, ['th']],
  [0x3040, 0x30ff, ['ja']],
  [0x4e00, 0x9fff, ['zh', 'ja', 'yue']],
  [0xac00, 0xd7a3, ['ko']],
]

const counts = new Uint32Array(SCRIPTS.length)
const LOOKED_AT = 400

/** Languages of the script that most of the letters belong to; null for Latin letters. */
function scriptLanguage(text: string): readonly string[] | null {
  counts.fill(0)
  let latin = 0
  const length = Math.min(text.length, LOOKED_AT)
  for (let at = 0; at < length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0xa1) latin += (unit | 0x20) >= 0x61 ? 1 : 0
    else if (unit < 0x250) {
      latin += 1
      const vote = LETTERS.get(unit)
      if (vote !== undefined) cast(vote)
    } else if (unit < 0xd800)
      for (let script = 0; script < SCRIPTS.length; script += 1) {
        const [first, last] = SCRIPTS[script] ?? [1, 0]
        if (unit >= first && unit <= last) counts[script] = (counts[script] ?? 0) + 1
      }
  }
  let most = 0
  for (let script = 1; script < counts.length; script += 1)
    if ((counts[script] ?? 0) > (counts[most] ?? 0)) most = script
  // A few kana among Han letters make it Japanese.
  if (most === 7 && (counts[6] ?? 0) * 10 > (counts[7] ?? 0)) most = 6
  // A handle or a brand in Latin letters stands in most posts of any script; Han says more with fewer.
  return (counts[most] ?? 0) * (most >= 6 ? 3 : 1) > latin / 2 && (counts[most] ?? 0) > 0
    ? (SCRIPTS[most]?.[2] ?? null)
    : null
}
