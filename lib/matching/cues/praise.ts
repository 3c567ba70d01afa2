import type { CueTable } from './cue.ts'

const GOOD =
  '(amazing|brilliant|fantastic|excellent|outstanding|superb|wonderful|awesome|gorgeous|perfect|incredible|phenomenal|stellar|exceptional|fabulous|magnificent|marvelous|marvellous|impeccable|flawless|delightful|delicious|terrific|splendid|top notch|top tier|first class|first rate|world class|lovely|beautiful|great|stunning|fab|spectacular|unbeatable|epic|rad|dope|lit|slick|superb|yummy|tasty|goated|immaculate)'
const SOFT =
  '(good|nice|cool|solid|helpful|friendly|polite|quick|fast|easy|smooth|comfortable|reliable|useful|handy|intuitive|responsive|efficient|comfy|sturdy|quiet|cute|fun|professional|knowledgeable|courteous|clean|fresh|sweet|accommodating|attentive|pleasant|well made|well built|user friendly|affordable|caring|kind|fair|decent|convenient|tasty|prompt|impressive|addictive)'
const MADE =
  '(bought|owned|used|had|tried|seen|made|purchased|ever|eaten|tasted|experienced|played|got|flown|read|worn|come across|found|heard)'

/** Held a thing for bad, and then tried it. */
export const MISJUDGED =
  '(thought|assumed|expected|figured|believed|reckoned|sure|convinced|suspected|dismissed|written|called|doubted|sceptical|skeptical) <8> (trash|rubbish|garbage|junk|crap|shit|useless|gimmick|gimmicky|scam|overpriced|overhyped|hype|snake oil|nonsense|joke|waste|pointless|fad|bad|terrible|awful|silly|stupid|ugly|toy|tat|worthless|hopeless|dumb|bullshit|bs|rip off|ripoff|boring|horrible|cheap) <3> (until|till|til) (i|we|my _|someone|a friend)'

/** Sincere approval. */
export const praise: CueTable = {
  rules: [
    {
      id: 'praise.love',
      need: 'praise',
      weight: 2,
      why: 'Says that they love it',
      shapes: [
        '(love|loving|adore|luv|loved|loves|lovin|adoring) (it|this|these|them|you|u|@|@ @|everything about|how|what|the new|the|my|your|our|using|that|all|yall|me some|ur)',
        '(i|we|absolutely|really|totally|just|still|my _|kids|everyone|also|he|she|people|customers) (love|loves|adore|loved|enjoy|enjoys|enjoyed|enjoying)',
        '(in love with|fell in love|falling in love|obsessed with|addicted to|fan of|big fan|huge fan|cant live without|cant get enough|hooked on|in awe|crush on|smitten)',
        '(love love|love it|loved it|loving it|❤|😍|🥰|😘|💕|💖|💙|💜|💚|💛|🧡|<3|❣|🤩)',
        '(enjoy~) (it|this|the|my|every|your|using|these)',
      ],
    },
    {
      id: 'praise.verdict',
      need: 'praise',
      weight: 1.8,
      why: 'Gives a good verdict',
      shapes: [
        `${GOOD}`,
        `{very} (${SOFT}|happy|pleased|impressed|glad|grateful|thankful|satisfied|well|excited|proud|delighted)`,
        '(happy|pleased|impressed|satisfied|delighted|thrilled|over the moon|chuffed|stoked|blown away|glad) (with|by|customer|customers|camper|i (bought|switched|got|found|chose|went|did|ordered|tried)|to (have|be a|see|be))',
        `(best) <5> (ever|ive|i have|weve|you can|i own|for the (money|price)|${MADE}|in the (world|business|market|game|industry|country|city|town|area)|on the market|out there|by far|hands down|customer service|around|value|yet|money can buy|in class|decision|thing|purchase|airline|app|game|company|phone|bank|product|service|experience|part)`,
        '(is|are|the|u|youre|theyre|simply|you guys are|its|ur) (the)? (best|bomb|goat|shit|dogs bollocks|bees knees|real deal|mvp|greatest|king|boss) (.|!|^|airline|ever|at|for|there|in|❤|👏|company|app|game)?',
        '(highly|definitely|would|strongly|will|id|i|totally|absolutely|always|happily|do|thoroughly|100) (highly|definitely|totally|absolutely|also|thoroughly|strongly|certainly)? (recommend|recommended|recommending) (it|them|this|to|enough|@|for|you|.|!|these|the|your|if|as|her|him|trying)',
        'highly (recommend|recommended|recommending|rated)',
        '(cant|cannot|couldnt|can not|could not) (say enough|fault|complain|beat|ask for more|go wrong|find fault|say enough good) (it|them|you|this|with|highly|enough|more|the|any|at all|about|her)?',
        '(cant|cannot|couldnt|can not|could not) (recommend|praise|thank|rate|speak) <6> (enough|highly|more)',
        '(works|worked|runs|ran|fits|does|did|performs|functions|operates) (perfectly|beautifully|like a (charm|dream|champ|treat)|flawlessly|great|wonderfully|well|exactly as|as (advertised|expected|described|promised)|fine|amazingly|brilliantly|like magic|smoothly|nicely|seamlessly|a treat|the job|wonders|so well|really well|very well|just fine|good|amazing|perfect|straight)',
        '(worth) (every (penny|cent|dollar|dime|pence|bit|pound|euro|second)|it|the (money|price|wait|investment|extra|hype|cost|premium|every|upgrade|trip|drive)|each)',
        '(game changer|gamechanger|game changing|life saver|lifesaver|life changing|chef s kiss|chefs kiss|must have|must buy|a must|hidden gem|a gem|godsend|no brainer|holy grail|second to none|hats off|kudos|props to|shout out|shoutout|bravo|well done|good job|great job|nice job|nice work|great work|good work|keep it up|keep up the good|keep up|nailed it|knocked it out|hit it out|killing it|killed it|crushing it|two thumbs up|thumbs up|big up|respect to|congrats|congratulations|yay|woohoo|hooray|woot|blown away|above and beyond|extra mile|saved (my|the|our) (day|life|bacon|trip|ass|butt|sanity)|made my (day|week|night|year|morning|trip)|5 stars|five stars|5 star|five star|10 10|10 out of 10|a plus|aaa|bang on|spot on|top quality|good quality|great quality|high quality|best in class|good value|great value|bargain|steal|on point|on fleek|legit the|w @)',
        '(never|no|zero|without|havent had|not had|not|rarely|without any|without a) (had|have|have had|once|a single|any|one|a|single)? <2> (issue|issues|problem|problems|complaint|complaints|regrets|trouble|let me down|disappoint|disappoints|disappointed|fail|fails|failed me|looked back|looking back|hiccup|hiccups)',
        '(doesnt|didnt|dont|does not|did not|never|wont) (disappoint|fail|fails|failed|disappoints|disappointed|let me down|lets me down)',
        '(not|isnt|aint|wasnt|nowhere near|not at all|not half) <1> (bad|terrible|awful|shabby|too shabby)',
        '(so|much|way|far|a lot|even|loads|heaps|tons|miles) (better|nicer|smoother|quieter|easier|faster|superior) (than|now|!|.|with|to)',
        '(still|going|holds|held|holding) (going strong|strong|up (well|great|perfectly)|works (perfectly|great|fine|like new)|like new|my favorite|my favourite|the best|kicking|love it|flawless|running)',
        '(my|our|all time|absolute|new) (favorite|favourite|fave|fav|favorites|favourites|go to) (is|app|airline|brand|restaurant|store|thing|game|phone|is|ever|part|place|one|so far|shop|coffee|product|feature|company|drink|snack|flavor|flavour)?',
      ],
    },
    {
      id: 'praise.thanks',
      need: 'praise',
      weight: 1.7,
      why: 'Gives thanks',
      shapes: [
        '(thanks|thank you|thx|ty|thanx|tysm|cheers|thank u|many thanks|big thanks|huge thanks|special thanks|a massive thank you|grateful|appreciate|appreciated|props|kudos) (so much|a lot|a ton|very much|again|guys|all|@|a million|kindly|ever so much|as always|to)? <2> (for|to|so much|very much|a million|you guys|@|the team|all your|everyone)',
        '(thank you|thanks|thank u|thankyou) (so much|very much|guys|@|!|again|.)',
        '(really|truly|so|much|greatly|very|i|we) (appreciate|appreciated|grateful|thankful) (it|your|the|you|for|that|this|!|.|all)',
        '(🙏|🙌|👏|👍|💯|🔥|🎉|👌|⭐|🌟|✨|😊|😁|😀|😃|🤗|💪|🏆|🥇|😎|🫶) (thanks|thank|love|great|best|^|.|!)?',
        '(#love|#loveit|#happy|#happycustomer|#awesome|#amazing|#best|#thankyou|#thanks|#grateful|#recommended|#winning|#win|#perfect|#impressed|#greatservice|#customerservicewin|#yum|#goodservice|#customerforlife|#loyal|#blessed|#excellent|#great|#fav|#obsessed)',
        '(shout|shouts|big shout) out to',
      ],
      firm: true,
    },
    {
      id: 'praise.soft',
      need: 'praise',
      weight: 1,
      why: 'Says something good',
      shapes: [
        `(is|are|was|were|its|looks|sounds|feels|tastes|seems|pretty|such a|a|very|really|so|their|your|the|been|works) ${SOFT}`,
        '(like|likes|liking|liked|digging|dig|feeling) (it|this|these|them|the new|the way|how|that|@|my new|my|your)',
        '(much|way|far|even|lots) better',
        '(always|simply|just) (works|delivers)',
        '(better than) (@|the|my|any|all|expected|i expected|i thought|most|ever|anything)',
        '(excited|cant wait|looking forward|pumped|psyched|hyped) (to|for|about)',
        '(smart|clever|neat|wise|genius|brilliant) (idea|move|design|feature|touch|thinking|app|way)',
        '(impressed|impressive|impresses|recommend|recommended|enjoyable|refreshing|satisfying|superior|win|winner|winning|happy|pleased|glad|satisfied)',
        '(no complaints|so far so good|does the job|does what it says|gets the job done|good stuff|great stuff|good idea|nice one|nice touch|good on you|good for you|well played|fair play)',
      ],
    },
    {
      id: 'praise.corrected',
      need: 'praise',
      weight: 1.8,
      why: 'Gives a good verdict',
      shapes: [
        '(was i|i was|boy was i|proved me|proven|we were|i am|im|happily|happy to be) <1> (wrong|mistaken) (about|.|!|^|there|on)?',
        '(thought|expected|figured|assumed|sceptical|skeptical|doubted) <9> (but|yet|however|until|turns out|nope) <4> (wrong|surprised|converted|convinced|love|amazing|great|impressed|blown away)',
        MISJUDGED,
        '(never|wont|wouldnt|will not) <3> (buy|use|own|want|need|get|drink|wear|drive) (anything|any other|another|anyone) <3> (but|except|other than|besides|than)',
        '(never|cant|couldnt|wouldnt|wont) <2> (go|live|travel|be|leave|do|imagine) <3> without (it|mine|my|this|them|@|one)',
        '(just|absolutely|really|totally|always) (killed|kills|killing|crushed|crushes|crushing|nailed|nails) (it|this)',
        '(damn|hell|fuck|wow|man|dude|boy|holy) ,? (@|they|you|that|this) <1> (killed|crushed|nailed|slayed|delivered) (it|this|again)?',
      ],
      firm: true,
    },
    {
      id: 'praise.mocked',
      need: 'praise',
      weight: -2.6,
      why: 'Thanks or praises in irony',
      shapes: [
        '(love|loving|loved|great|nice|cool|awesome|amazing|fun|impressive) (how|that|when) <6> (takes|take|took|taking|needs|waited|wait) <3> (days|weeks|months|hours|years|forever|ages)',
        '(love|loving|loved|great|nice|cool|awesome|amazing|fun) (how|that|when) <5> (never|ignore|ignores|ignored|refuse|refuses|refused|broke|breaks|charged|cancelled|canceled|lost|loses|crashes|crashed|fails|failed|stopped|stops|wont|cant|doesnt|dont|hung|lied|lies)',
        '(thanks|thank you|thx|cheers|ty) <4> ,? (for|to) <1> (nothing|ruining|wasting|losing|breaking|ignoring|cancelling|canceling|overcharging|lying|charging (me|us))',
      ],
      firm: true,
    },
    {
      id: 'praise.hollow',
      need: 'praise',
      weight: -1.6,
      why: 'The good words are wishes, politeness or irony',
      shapes: [
        '(thanks|thank you|thx|cheers|ty) (in advance|for (nothing|your (help|time|reply|attention|response|assistance|consideration|understanding)|any (help|advice|info|tips|suggestions|input|pointers)|the (help|reply|quick reply|response|info|fast reply)|reading|asking|looking|coming))',
        '(would|will|could|ll|itd|id|that|might|may|should|hope|hoping) <2> (be|love|like|make|have been) <3> (great|nice|amazing|awesome|good|lovely|perfect|fantastic|cool|helpful|excellent|wonderful|ideal|appreciated|brilliant)',
        '(would|id|we d|youd|wed|ill|who wouldnt) (love|like|enjoy|appreciate|recommend|be happy|be grateful)',
        '(used to|once|was once|were once|have been better|no longer|not as|nothing like|could be|should be|supposed to be) <1> (be|love|like|good|great|better|the best|so|enjoy|my favorite|my favourite)',
        '(was|were|been|used) (so|really|pretty|a|great|good|the best)? <1> (great|good|fine|perfect|amazing|awesome|love|lovely|nice) <2> (until|before|but|till|however|now)',
        '(good|great|best|nice|lovely) (luck|morning|afternoon|evening|night|day|weekend|way to|grief|friday|friend|god|lord|question|questions|buy|western|week|holiday|evening all|people|practice|practices|case|regards|wishes)',
        '(better|best) (off|be|get|not|not be|hurry|regards|start|to|way|time|before|bet)',
        '(please|pls|happy|glad) (and thanks|and thank you|thanks|to help|to (answer|share|see|hear)|birthday|new year|monday|friday|holidays|christmas|hour|thanksgiving|mothers|fathers|easter)',
        `(thought|assumed|expected|figured|believed|hoped|reckoned) <7> (${GOOD}|${SOFT}|better) <3> (until|till|til) (i|we|my _)`,
        '(great|good|nice|lovely|fine|love) <5> (but|except|however|until|apart from|though|unless|if only|shame|too bad|unfortunately|only|pity)',
        '(perfect|good|great|best) (for|time|storm|example) (you|nothing|the|a)',
      ],
      firm: true,
    },
  ],
  decoys: [
    '(best|worst) (buy|western)',
    '(great) (britain|lakes|wall|gatsby|depression)',
    '(like|love) (to know|to see|to have|to hear|to be able|for you|if you)',
    '(happy|glad|great|nice|good) to (help|hear|see|meet|know|answer)',
    'love (story|island|life|songs|letter|affair|actually)',
  ],
}
