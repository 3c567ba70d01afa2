/**
 * Words that say nothing of a brand when they stand alone: the commonest of English and German, and ordinary
 * words that companies like to be called. Folded, without plurals.
 */
const COMMON = `
  a about after again all also always am an and any are as ask at away back be because been before best better big
  both but buy by call came can come could day did do does done down each end even ever every few find first for from
  gave get give go going gone good got great had has have he help her here him his home how i if in into is it its just
  keep know last least left less let life like little long look lot made make many may me more most much must my name
  need never new next no not now of off often oh ok old on once one only open or other our out over own part people
  place please point put read really right said same saw say see she should show since small so some soon start still
  stop such sure take tell than thank thanks that the their them then there these they thing think this those time to
  today together too top try two under until up us use very want was way we week well went were what when where which
  while who why will with word work world would year yes yet you your above across against along among around behind
  below beside besides between beyond during except inside near onto outside per since through till toward towards under
  unless upon via within without
  aber alle als also am an auch auf aus bei bin bis bist da dann das dass dein dem den denn der des die dir doch du
  durch ein eine einem einen einer er es etwas euch fur ganz gar gern gibt gut haben hat hatte heute hier ich ihr im
  immer in ist ja jede jetzt kann kein keine leute mal man mehr mein mich mir mit nach nein nicht nichts noch nun nur
  ob oder ohne schon sehr sein seit sich sie sind so uber um und uns unser unter viel vom von vor war warum was wenn
  wer wie wieder wir wird wo zu zum zur`

const BRAND_LIKE = `
  ace acorn agency airline alarm alpha amazon anchor angel ant apollo apple apex arc arch ark arrow ash aspire atlas
  atom aurora axis bamboo bank bark base basecamp beacon beam bear beetle bell bench bird bit blackberry blaze block
  bloom blossom blue boat bolt bond book boost boss bounce bounty bow box brave bread breeze brick bridge bright brook
  brother bubble buddy buffer bull burrow butter button cactus candle canvas canyon care cash castle caterpillar cedar
  chain chase chime circle citizen clay clear clever clipper cloud clover coach cobra comet command compass concord
  copper coral core corona craft crane crown crystal cube curve dash dawn delta diamond discord dish dock domino door
  dot dove dragon dream drift drop dune eagle earth echo edge elder element ember energy envoy epic express face falcon
  fanta feather fern fidelity fire flash fleet flint flow fly focus force forge fox frame fresh frontier galaxy gap
  garden gem general giant glow gold grain granite graph grid grove guardian guild harbor hawk haven hazel heart hive
  honey hook horizon host house hunter ice impact indigo infinity insight ivory ivy jaguar jet journey juniper key kind
  kite lark laser launch lava leaf legend lemon lever liberty light lily linear lion loft loop lotus lucky luna lush
  magic magnet mango map maple mars match max mayflower meadow medium mercury merge meta method mill mint mirror moon
  monday monster mosaic moss motion mustang nest nickel nimbus noble north notion nova oak oasis ocean octopus olive
  onyx opal optimum oracle orange orbit orchid origin otter owl oyster palm pandora panther paper path peach peak pearl
  pebble pelican penguin pepper phoenix pilot pine pinnacle pioneer pixel planet plum polar polo post prime prism pulse
  puma quest quiver rabbit radar rain raven reach rebel red reef relay reverse ridge ring ripple river robin rocket root
  rose round royal ruby rush safari sage salt sand sapphire scale scout seal seed sense shark shell shield shift signal
  silk silver slack snap solid sonar sonic spark sparrow spring sprint sprite square staple star steam stitch stone storm
  stream stripe studio subway summit sun surf swan swift switch tab tandem target tempo tesla thread thunder tide tiger
  timber torch tower trail tree trident triumph true trust tulip twist union unity uber vault vector venture victory
  vine virgin vision vista vital wave whale whisper willow wind wing wish wolf wood yellow zen zero zoom
  adler anker apfel bahn baum berg biene blatt blick blume brot bund burg dach diamant eiche engel erde falke feder
  fels feuer fisch fuchs funke garten geist glanz glas glocke gold hafen haus heimat herz himmel hirsch insel kaiser
  kern kette klang kraft kreis krone kugel lachs licht linde lowe luft mond muhle nordsee perle pfeil quelle rabe
  rebe rose sage saturn schild schwan segel silber sonne spiegel stein stern strom taube tiger tor traum ufer welle
  welt wiese wind wolf wolke wurzel zeit zucker zwilling`

const everyday = wordsIn(COMMON)
const words = new Set([...everyday, ...wordsIn(BRAND_LIKE)])

function wordsIn(list: string): Set<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ''))
}

/** Is this folded word one that people use every day for other things? A single letter is. */
export function isCommonWord(word: string): boolean {
  return /^\p{L}$/u.test(word) || words.has(word)
}

/** Is this folded word one of those that stand in posts about everything? It tells no meaning from another. */
export function isEverydayWord(word: string): boolean {
  return /^\p{L}$/u.test(word) || everyday.has(word)
}
