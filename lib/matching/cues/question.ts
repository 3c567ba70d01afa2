import type { CueTable } from './cue.ts'

const YES_NO =
  '(is|are|was|were|am|does|do|did|has|have|had|can|could|will|would|should|shall|may|might|isnt|arent|doesnt|dont|didnt|cant|couldnt|wont|wouldnt|hasnt|havent|shouldnt)'
const PERSON =
  '(i|we|you|u|ya|yall|he|she|it|they|this|that|these|those|there|the|my|your|our|ur|a|an|any|anyone|anybody|someone|somebody|people|everyone|one|@|all|each|both|other|using|it|not)'
const WH = '(how|what|which|where|when|why|who|whose|hows|whats|wheres|whens|whos|whys|wat|wut|y)'
const OPENING =
  '(^|,|:|-|and|but|so|also|or|hi|hey|hello|ok|okay|please|pls|guys|question|q|just|then|anyway|btw|because|if|now|well|@)'

/** Really asks for information. */
export const question: CueTable = {
  rules: [
    {
      id: 'question.whether',
      need: 'question',
      weight: 2,
      why: 'Asks whether something is so',
      asks: true,
      shapes: [`${OPENING} ${YES_NO} ${PERSON}`],
    },
    {
      id: 'question.what',
      need: 'question',
      weight: 2.2,
      why: 'Asks how, what, where, when or why',
      asks: true,
      shapes: [WH],
    },
    {
      id: 'question.how-to',
      need: 'question',
      weight: 1.4,
      why: 'Begins as a question does',
      shapes: [
        '^ how (many|much|long|often|far|big|old|heavy|loud|fine|coarse|fast) _',
        '(^|,|and|but|so|@) (how|what|which|where|when|who) (do|does|can|could|should|would|is|are|long|much|many|often|come|to|kind|time|version|size|number|if|about) (i|we|you|u|it|the|this|one|a|my|your|of|time|is|does|do|will|would|@|they)',
      ],
    },
    {
      id: 'question.mark',
      need: 'question',
      weight: 0.9,
      why: 'Ends in a question mark',
      shapes: ['¿'],
    },
    {
      id: 'question.anyone',
      need: 'question',
      weight: 2.2,
      why: 'Asks whether anyone knows',
      shapes: [
        '(anyone|anybody|any one|someone|somebody|any of you|any body) (know|knows|else|tried|have|has|had|got|using|use|uses|know|able|out there|seen|experienced|experience|experiencing|explain|tell me|help me|can help|here|notice|noticed|compare|own|owns|recommend|figured|heard|done|in)',
        '(does|did|has|is|can|could|do) (anyone|anybody|any one|someone|somebody|any of you|you guys|u guys|yall)',
        '(anyone|anybody|does|do|would|might) <2> know (if|how|what|why|when|where|whether|who|which|about|anything|a|of|the)',
      ],
    },
    {
      id: 'question.wondering',
      need: 'question',
      weight: 2.2,
      why: 'Would like to know',
      shapes: [
        '(wondering|wonder|curious|unsure|not sure|unclear|confused|trying to figure out|trying to find out|trying to understand|need to know|want to know|wanted to know|would like to know|like to know|love to know|id like to know|id love to know|wanna know|want to ask|wanted to ask|need to ask|quick question|question about|query about|query regarding|question regarding|questions about|dont know|dont understand|no idea|no clue|cant figure out|cannot figure out|cant find|couldnt find) (if|how|what|whether|why|when|where|which|who|about|:|on|is|out|is there|anything|any|the|on how)',
        '(quick|silly|stupid|dumb|simple|noob|newbie|random|general|one|another|genuine|serious|honest|a|my) (question|query|questions)',
        '(have|had|got|ive|ive got|ask) <1> (a|some|one|two) <2> (question|questions|query)',
        '(can|could|would|will|pls|please|plz|kindly|may) (you|u|someone|anyone|ya|somebody|i|we|yall)? <1> (tell|let me know|explain|clarify|confirm|advise|advice|help me understand|point me|say|share|ask|elaborate|update me|remind me|show me|know)',
        '(please|pls|plz|kindly|just) (advise|explain|clarify|confirm|tell me|let me know|clear this up|share (how|what|when|where))',
        'let (me|us) know (if|when|how|what|where|why|whether|which|about|how long)',
        '(tell|show|explain|remind) (me|us) (how|what|when|where|why|if|whether|which|to)',
        '(any|some) (tips|advice|ideas|idea|suggestions|recommendations|recommendation|thoughts|clue|help|insight|pointers|experience|info|information|update|updates|news|eta|word|way|chance|solution|solutions|workaround|fix|luck|plans|reason|feedback) (on|for|about|with|how|why|when|if|to|where|what|regarding|you|of|would|is|that|as|are|here|from|please|¿|i|we|from|yet)',
        '(what|which|how) <2> (do you|would you|you guys|would yall|should i|do people) <1> (recommend|suggest|use|prefer|think|advise|guys|pick|choose)',
        '(looking|searching|in need|asking) for <1> (advice|info|information|answers|tips|recommendations|suggestions|help|clarification|opinions|a way to|guidance|input|feedback)',
        '(is|are|isnt) there (a|any|an|some|anyway|anywhere|another|no) <2> (way|option|chance|plan|plans|reason|number|possibility|trick|difference|fix|place|alternative|solution|problem|issue|eta|update|limit|list|guide|link|setting|phone|email)',
        '(how|what|when|where|which|why) (to|do i|can i|do you|can you|should i|does one|do we|is the|are the|would i|could i|much is|much does|long does|long do|long will|many|far|does this|does it|is this|about) <4> (please|pls|help|thanks|.)',
        '(what is|whats|what are|wheres|where is|when is|whens|who is|hows|how is) (the|your|my|this|going on with|up with|happening with|wrong with) <4> (please|pls|.)',
      ],
    },
    {
      id: 'question.help',
      need: 'question',
      weight: 1.5,
      why: 'Asks for help',
      shapes: [
        '(can|could|would|will) (you|u|someone|somebody|anyone|anybody|yall|ya|one of you|@) <2> (help|assist|look into|check|fix|send|give|dm|contact|call|provide|sort|do something|get|make|arrange|follow|resolve|please|pls)',
        '(please|pls|plz|kindly|someone|somebody|anyone|anybody) (help|assist|respond|reply|answer)',
        '(need|needing|want|require|require some|appreciate|seeking|could use|some|love) (some|your|any|ur|urgent|immediate|a little)? (help|assistance|support) (with|on|please|asap|from|to|in|getting|pls|.|!|¿|now)',
        '(help) (me|please|pls|plz|us|needed|!|with|wanted|required|¿)',
        '(who|where|how) (can|do|should|could|to) <2> (contact|call|speak|talk|reach|complain|email|report|write|message|go to|get help|ask)',
        '(your|the|a|an|what) <2> (number|email|phone number|contact|address|hours|contact number|contact details) (for|to|is|please|i can|that|¿)',
        '(how|what|where|when) (do|does|can|could|should|would|will|is|are|did) (i|we|you|u|it|they|one|my|the|this)',
        '(trying to|how to|able to|want to|need to|would like to|id like to) (find out|figure out|find|understand|learn|check|know) (if|how|what|when|where|why|whether|which|out)',
        '(hoping|wanted|like|writing|here) (you|someone|somebody|to) (can|could|ask|might|inquire|enquire|check) (help|about|if|on|whether|me|with)',
      ],
    },
    {
      id: 'question.first-hand',
      need: 'question',
      weight: 1,
      why: 'Compares, or asks which to choose',
      shapes: [
        '(@|it) or @ ¿',
        '(@) (vs|versus|v) (@|the @)',
        '(thoughts|opinions|experiences|reviews|advice|tips|suggestions|recommendations|help|eta|ideas|experience|feedback) (on|with|about|of|from|please|pls|anyone)? <4> ¿',
        '(worth it|any good|legit|reliable|compatible|available|possible|normal|safe|ok|allowed|included|better|good) ¿',
        '(correct|right|true|yes|same) ¿',
      ],
    },
    {
      id: 'question.wish',
      need: 'question',
      weight: -1.4,
      why: 'Asks without wanting an answer',
      shapes: [
        '(any chance|any possibility) (of|for|you|we) <3> (a|an|adding|add|make|making|another|more|bring|bringing|getting)',
        '(can|could) (we|you|u|yall) (please|pls|plz|maybe|perhaps|finally)? (add|have|include|offer|build|let us|make it|bring back|give us|put|sell)',
        '(would|wouldnt) it (make sense|be possible|be (nice|better|great|easier|cool|useful|handy)) <1> (to|if)',
        '(have|has) (you|anyone|they) (ever)? (thought|considered) <1> (about|of|adding|making|a|an)',
        '(why not|why dont you|how about|what about) (a|an|add|adding|make|making|offer|offering|let|letting|put|putting|some)',
        '(when|will) (will|are|do) you (add|bring|support|offer|going to add)',
      ],
    },
    {
      id: 'question.rhetorical',
      need: 'question',
      weight: -2.4,
      why: 'Asks without wanting an answer',
      shapes: [
        '(who|why) <1> (cares|bother|bothers|knows|wouldnt|needs|asked|even|in their right mind)',
        '(are|r) (you|u) <1> (kidding|serious|joking|insane|crazy|high|fucking|for real|out of your)',
        '(is this|is that|was that) (a joke|some kind|some sort|supposed to|really|for real|how you)',
        '(how|why) (hard|difficult|stupid|dumb|dare|ridiculous|the hell|the fuck|the heck|on earth|in the world|can (you|a company|anyone|they) be so|bad can|are you so|is it so|do you people|many times)',
        '(what|wtf|who|where|when|how|why) (the|in the) (hell|fuck|heck|actual|world|f)',
        '(seriously|really|honestly|srsly|right|eh|huh|wow|wtf|amirite|am i right|innit|no|yeah|what|okay|ok|get it|see|you know|ya know|ok then|hello|why|come on|what else) ¿',
        '(isnt|arent|dont|doesnt|aint|wasnt|didnt|wont|cant|havent|hasnt) (it|they|you|that|we|he|she|i|u) ¿',
        '(dont|doesnt|isnt|wouldnt|didnt) (you|it|this|that) (just)? (love|hate|look|sound|feel|get it)',
        '(what|whats) (more|else|not to|is not to|else could|could go|could possibly) (to love|to like|can i say|could you want|do you want|go wrong|wrong|do you need|¿)',
        '(how|why) (cool|awesome|great|amazing|nice|cute|sweet|beautiful|good|sick) (is|are|was|would|does) (this|that|it|these|they|the)',
        '(did|have) (you|u|ya) (know|hear|heard|see|seen) (that|about|the|this|how|it)',
        '(guess what|know what|you know what|ask yourself|remember when|ever wonder|tired of|looking for|want to|need a|ready to|wanna) <6> ¿ ^ (@|our|we|join|click|check|try|visit|get|dm|call|come|with|the|find|look|learn|download|sign)',
        '(why) (would|should|must) (i|anyone|we|anybody|someone) <1> (pay|bother|buy|trust|want|have to|care|use|stay)',
        '(when|how long) (will|are) (you|they) (learn|ever|going to learn|going to wake)',
        '(what) (a|an) _ <5> ¿',
        '¿ ^ (no|nope|nah|never|hell no|no way|yes|yep|yeah|absolutely|of course|always|hard pass|pass|overrated|trash|garbage|love|best) (,|.|!|thanks|thank|way|it|^)',
      ],
    },
  ],
  decoys: [
    '(that|this|it|thats|heres|its|is|know|knew|see|understand|like|love|tell you|show you|showing|learn|learned|explains|explain|exactly|shows|matter) (how|what|where|when|why|who) (i|it|you|they|we|the|to|a|he|she|im|its|people|this|my)',
    'no matter (how|what|where|when|who)',
  ],
}
