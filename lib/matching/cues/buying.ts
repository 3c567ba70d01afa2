import type { CueTable } from './cue.ts'

const WARES =
  '(one|two|three|it|this|that|these|them|some|another|mine|my first|my own|my next|a|an|the|new|@|tickets|myself|me|us|both|either|from you|that one|your)'

/** Wants to buy, open, book, subscribe. */
export const buying: CueTable = {
  rules: [
    {
      id: 'buying.where',
      need: 'buying',
      weight: 2.4,
      why: 'Asks where or how to buy',
      shapes: [
        '(where|how|when|can i|can we|could i|how do i|where to|how to|place to|able to|possible to) <3> (buy|order|purchase|preorder|pre order|get one|pick one up|get my hands on|grab one|book|get tickets|subscribe|sign up|open an account|apply for|buy one)',
        '(where|when) (can|do|could|will) (i|we|you|one) <1> (buy|get|order|find|purchase|pick|preorder|grab|subscribe|sign)',
        '(is|are|was|will|any) (it|they|this|these|the _|the _ _|you|there|@|them) <2> (in stock|available|for sale|on sale|sold out|restocked|restocking|back in stock|out of stock|still available|available (in|at|for|to|online|yet|now))',
        '(back in stock|restock|restocking|restocked|in stock)',
        '(do|does|will|can|would|could) (you|u|they|yall|@|it|they still) <1> (ship|deliver|sell|stock|carry) <2> (to|in|any|internationally|worldwide|overseas|abroad|here|outside|these|this|it|them|online|a|the|left|for sale)',
        '(do|does) (you|u|they|@) <1> (have|sell|offer|stock|do|accept) <4> (in stock|available|for sale|left|discount|discounts|deals|student|sale|installments|financing|bundle|promo|coupon|trial|gift card|gift cards|delivery)',
        '(ship|ships|shipping|deliver|delivery) (to|internationally|worldwide|overseas) @',
        '(how much|what) (is|are|does|do|would|for|will|s) (it|this|these|the|a|they|one|that|shipping|an|@) <3> (cost|costs|price|priced|for|¿|to buy|go for|set me back|sell for|retail|plus|shipped|including)',
        '(whats|what is|what are|hows|know|need) (the|your|ur)? (price|prices|pricing|cost|rate|rates|fee|fees|quote|interest rate|price range) <1> (of|for|on|¿|please|to|pls|like)',
        '(price|pricing|cost|quote) (please|pls|plz|¿|check|for (one|a|the|two))',
        '(link|where) to (buy|purchase|order|get)',
        '(any|have|got|is there|have a|give me|got any|do you have|you got|theres) <2> (discount|discounts|coupon|coupons|promo|promo code|promo codes|voucher|vouchers|deals|deal|discount code|discount codes|student discount|black friday|sale) <2> (code|codes|for|on|available|going|coming|¿|running|i can|now|at the moment|right now)',
        '(release date|pre orders open|preorders open|go on sale|goes on sale|on sale date|launch date|come out|comes out|coming out) <3> (in|for|here|¿|uk|us)',
        '(selling|sell|anyone selling|who has|anyone have|anyone got) <3> (for sale|to sell|cheap|used|second hand|spare)',
      ],
    },
    {
      id: 'buying.intent',
      need: 'buying',
      weight: 2.2,
      why: 'Says they want to buy',
      shapes: [
        '(thinking|thought|considering|consider|planning|plan|interested|tempted|contemplating|looking|debating|toying|hoping|intend|keen|leaning|think|close) (of|about|on|in|to|at|into|by|towards|with the idea of|whether to)? <1> {buying}',
        '(thinking|planning|interested|tempted|hoping|looking|keen|intending|dying|itching|waiting|ready|about|want|wanted|wanting|wanna|going|gonna|plan|intend|willing|decided|need|needed|desire|would like|id like|id love|would love|like|trying|finally|excited|gotta|got to|have to|must|bout|finna|boutta|imma|ima|im a|saving up|save up|saving) (to|on|of|for|about|in)? (just|maybe|possibly|finally|really|go|also|either)? (buy|purchase|order|preorder|pre order|subscribe|invest in|upgrade to|book|sign up|open (an|a) <2> account|apply for|get (a|an|the|one|my|myself|another|new|me a|me an|this|it|that|some)|pick (one|it) up|pick up (a|one|the)|grab (one|a|the)|splurge|switch to @|trade in|pre book|join @|move to @|cop|treat myself)',
        `(im|i am|ill|i will|we will|were|definitely|probably|imma|ima|might|may|i might|i may|i shall|gonna|ima) <2> {verbuy} ${WARES}`,
        `(im|i am|were|we are|be|just|am) <1> {buying} ${WARES} (soon|today|tomorrow|next|for|when|as soon|this|on|in|now|asap)`,
        '(should|shall) (i|we) <2> (buy|get|order|upgrade|go for|go with|purchase|preorder|wait for|pull the trigger|choose|pick|book|switch to|invest)',
        '(worth) (buying|getting|upgrading|the upgrade|the money|the price|it|ordering|investing|purchasing|switching to|subscribing|it to (buy|get|upgrade)) <5> ¿',
        '(in the market|shopping|on the hunt|on the lookout|browsing) for <4>',
        '(looking|searching|hunting|wtb|want to buy|iso|in search) (for|of) (a|an|some|my|the|my first|my next|one|new|good|recommendations on) <1> (new|good|cheap|decent|used|refurbished|gift|second hand|better|affordable|replacement|budget|reliable|nice|hand|first)? <1> _ (^|.|¿|!|for|that|with|to|under|and|,|in)',
        '(shut up and)? take my money',
        '(i|we|really|so|just|still|do|omg|definitely|literally|desperately|badly|also) (want|need|wants|needs) (one|these|a @|an @|the @|the new|a new|my own|another one|one of these|one of those|to own|new|an iphone|a pair|all of)',
        '(want|need) (the|a|an|this|that|one|it|these) <3> (so bad|so badly|bad|badly|asap|now|in my life|for christmas|for xmas|for my birthday|right now|yesterday)',
        '(cant wait|excited|looking forward|pumped|waiting|counting down|impatient) <1> (to|for|till|until) (get|buy|own|order|have|receive|try|upgrade|my|preorder|be able to buy|pick up|it to come out|upgrading)',
        '(pull|pulled|pulling) the trigger',
        '(add|adding|added|put|putting|going|goes|its) <3> (to (my|the) (cart|basket|wish list|wishlist|list|christmas list)|on (my|the) (list|wish list|wishlist|christmas list))',
        '(sign me up|count me in|im in|ill take (one|two|it|three)|take two|where do i sign|shut up and take|need this in my life|im sold|how do i sign up|want in|gimme|give me one)',
        '(saving|save|saved) (up|money|my money) (for|to)',
        '(day one|first day|instant|must) (purchase|buy|preorder|pre order)',
        '(upgrade|upgrading|switch|switching|join|joining|moving|coming|come over|converting|converted) (to|over to) (the|a|an|my)? <1> @',
        '(which|what) (one|model|version|size|plan|phone|colour|color|grinder|laptop|card|package|bike|tv|mattress|brand) <3> (buy|get|choose|go for|go with|order|recommend|purchase|pick|upgrade)',
        '(torn|deciding|choosing|decide|choose|toss up|cant decide|debating|choice) between',
        '(interested in) (the|a|an|your|this|one|opening|joining|signing|becoming|subscribing|upgrading|learning more|purchasing|these|@)',
        '(new|potential|prospective|first time|future|soon to be) (customer|customers|buyer|client)',
        '(open|opening|start|set up|apply for|applying for|get approved for) (a|an|my|new) <3> (account|card|credit card|mortgage|loan|savings account|business account|policy)',
      ],
    },
    {
      id: 'buying.ordered',
      need: 'buying',
      weight: 0.6,
      why: 'Has just ordered',
      shapes: [
        '(just|finally) (ordered|preordered|pre ordered|booked|subscribed|signed up|placed (an|my) order|bought|purchased) (my|a|an|one|the|two|for|mine|it|this|@|another|with)',
      ],
    },
    {
      id: 'buying.never',
      need: 'buying',
      weight: -1.5,
      why: 'Does not want to buy',
      shapes: [
        '(not|never|dont|wont|wouldnt|didnt|cant|cannot|aint|no longer|no one|nobody|refuse|glad i didnt|too (poor|broke|expensive)) <4> (buy|buying|afford|get|getting|order|ordering|upgrade|upgrading|purchase|pay|want|need) (a|an|the|one|it|this|that|any|another|for|from|@|these)',
        '(regret|shouldnt have|wish i hadnt|wish i never|instead of|stop|dont|before) (buying|bought|getting|got|buy|ordered|ordering)',
        '(cant|cannot|couldnt) afford',
        '(already|have had|ive had|owned|had|got) (my|the|this|one|it|a|an) <3> (for|since|ago|last year|years)',
        '(dont|you dont|no) (need|have) to (buy|upgrade|order)',
        '(want|need|wants|needs|like|love) (my|a) (refund|money back|replacement|answer|response)',
      ],
      firm: true,
    },
  ],
  decoys: [
    '(order|in order) to',
    'need to (get|buy) (a|my) (life|grip)',
    'order (number|status|history|id|confirmation)',
    'buy (out|back|in|time)',
  ],
}
