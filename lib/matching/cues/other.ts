import type { CueTable } from './cue.ts'

/** Words of posts in which nobody wants anything: they speak against every need. */
export const other: CueTable = {
  rules: [
    {
      id: 'other.news',
      need: 'other',
      weight: 1.2,
      why: 'Tells news',
      shapes: [
        '(breaking|breaking news|report|reports|exclusive|update|rumor|rumour|just in|via|source|sources|headline|headlines|leaked|confirmed|official) (:|-)',
        '(according to|reportedly|sources say|sources said|per a report|is said to|is rumored to|is rumoured to|is expected to|allegedly|in talks)',
        '(announces|announced|announce|unveils|unveiled|launches|launched|launching|releases|released|acquires|acquired|to acquire|to launch|to open|to unveil|to release|to buy|to cut|to pay|appoints|names|reports|posts|partners with|teams up|files for|hires|debuts|introduces|raises|recalls|sues|expands|plans to|set to|rolls out|rolling out|wins|beats|faces|fined|sued by|says it|bans|hits) <2> (new|its|a|an|the|first|in|for|#|$|@|record|major|with|by|over)',
        '(ceo|cfo|cto|spokesperson|spokesman|analyst|analysts|founder|chairman|chief executive) <3> (says|said|announced|steps|resigns|told|explains|talks|discusses|on|of|@)',
        '(shares|stock|stocks|revenue|earnings|profit|profits|market cap|quarter|q1|q2|q3|q4|ipo|dividend|valuation|investors|nasdaq|nyse) <3> (up|down|rise|rises|fell|falls|drop|drops|surge|surges|jump|jumps|results|report|grew|#|beat|beats|miss|price|rose|target|plunge|plunges|hits|call|growth)',
        '(press release|white paper|case study|market report|market research|infographic|webinar|conference|keynote|summit|panel|interview with|q and a|podcast|episode)',
        '(read|watch|listen|see|full (story|article|report|interview)|more) (:|here|more|the full|about|on|at|how|why|in) <3> url',
        '(how|why|what|when|heres|top #|# (ways|things|reasons|tips|facts|best)) <9> (url|via @)',
        'via (@|url)',
        '(rt) (@|:)',
      ],
    },
    {
      id: 'other.link',
      need: 'other',
      weight: 0.5,
      why: 'Holds a link',
      shapes: ['url'],
    },
    {
      id: 'other.job',
      need: 'other',
      weight: 1.6,
      why: 'Offers a job, or speaks of work there',
      shapes: [
        '(were|we are|now|is|are|currently|company|@) hiring',
        '(job|career|internship|vacancy|vacancies) (opening|openings|alert|opportunity|opportunities|fair|offer|posting|listing|available|at|in)',
        '(hiring|vacancy|recruiting|looking for) (a|an|:|for) <3> (engineer|manager|developer|assistant|driver|analyst|designer|consultant|nurse|specialist|intern|director|representative|associate|technician)',
        '(my|first|last|new|a) <1> (job|shift|interview|internship) (at|with|for|as)',
        '(i|we) (work|worked|interned|interviewed) (at|for|with) (@|the)',
      ],
    },
    {
      id: 'other.everyday',
      need: 'other',
      weight: 0.8,
      why: 'Mentions it in passing',
      shapes: [
        '(im|i am|were|was|just|currently|sitting|hanging out|chilling|meeting|stopped|back|here|omw|heading|on my way|going|went|drive|walking|lunch|dinner|breakfast|coffee) (at|in|to|by|past|from) (the)? @',
        '(a|the) (guy|man|woman|lady|girl|boy|kid|dude|person|friend|couple|group) (at|in|from|with|on) (the|a|@)',
        '(my|his|her|the) (boss|teacher|boyfriend|girlfriend|brother|sister|roommate|coworker|neighbor|neighbour) (has|got|works|just got|bought|said|told|is)',
        '(happy|merry) (birthday|new year|christmas|friday|monday|thanksgiving|easter|anniversary|halloween|fathers day|mothers day)',
        '(good) (morning|night|evening|afternoon) (@|all|everyone|everybody|world|twitter|from|to)',
        '(song|movie|film|episode|book|novel|album|lyrics|poem|series|season|match|game|team|goal|concert) (called|by|of|about|from|tonight|on|is|with)',
        '(i|we) (dreamt|dreamed|had a dream)',
        '(lol|lmao|haha|hahaha|rofl|lmfao|😂|🤣)',
      ],
    },
    {
      id: 'other.of-brand',
      need: 'other',
      weight: 1,
      why: 'Speaks as the company would',
      shapes: [
        '(we|were|we are|were really) (sorry|apologise|apologize|apologies|so sorry|happy to help|here to help|glad|very sorry) (to|for|about|you|that|we|your|if)',
        '(please|pls|kindly) (dm|send|email|follow|contact|reach|share|message|provide|drop) (us|me us|over|your|a dm|the)? <2> (us|your|details|dm|account|order|booking|number|via|at|so we)',
        '(our|the) (team|agents|support team|specialists) (will|is|are|can) (be|look|get|happy|reach|contact|assist|help|here)',
        '(thanks|thank you) for (reaching|contacting|letting us|your (feedback|patience|question|message|interest|tweet)|getting in touch|the feedback|bringing this|flying with|choosing)',
        '(join us|see you|visit us|stay tuned|come (see|visit|join)|find us|meet us|we invite|proud to|were proud|were excited|we are excited|excited to announce|happy to announce|thrilled to announce|proud to announce|now open|we are now|were now|our new|our latest)',
      ],
    },
  ],
  decoys: [
    '(want|wants|wanted|wanting|wanna|like|love|going|gonna|plan|planning|hope|hoping|need|looking|about|have|able|tempted|ready|where|how|when|trying|thinking) <1> to (buy|open|release|cut|pay|launch)',
    '(nothing|nobody|no one|none|no _) <1> (beats|hits)',
  ],
}
