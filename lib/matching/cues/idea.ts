import type { CueTable } from './cue.ts'

const CHANGE =
  '(add|make|offer|include|consider|allow|let|give|bring|implement|introduce|support|provide|integrate|enable|improve|sell|put|create|build|launch|release|change|remove|have|start|stop|open|stock|expand|extend|reconsider|design|get rid of|update|work on|think about|look at|look into|show|display|accept|switch|sort|invest|print|move|use|develop)'
const NICE =
  '(nice|great|good|better|cool|lovely|useful|handy|awesome|amazing|helpful|perfect|sweet|ideal|wonderful|fantastic|excellent|neat|fab|convenient|brilliant|beneficial|best|much better|even better|easier|fun|great idea)'

/** A concrete wish for a change. */
export const idea: CueTable = {
  rules: [
    {
      id: 'idea.wish',
      need: 'idea',
      weight: 2.2,
      why: 'Wishes for a change',
      shapes: [
        '(wish|wished|wishing) (it|there|they|you|u|this|that|@|{thing}|i|we) <3> (had|has|have|came|come|would|could|can|did|does|made|make|was|were|offered|allowed|supported|included|sold|will|worked|let|weren|werent|didnt|wasnt|wouldnt|shipped|gave|used|brought|showed|accepted|opened|delivered|stocked|not)',
        '(my|the|one|a) (only|one|biggest|small|little|top)? (wish|request|suggestion|improvement|feedback|gripe|change) (is|would be|i|for|:|id)',
        '(if only|only if) (it|there|they|you|@|this|{thing}|i could|we could|someone)',
        '(only|one) (thing|feature|stuff) (missing|id change|i would change|id add|i would add|lacking|id like|i wish|it needs|that would|i miss|it lacks|that could)',
      ],
    },
    {
      id: 'idea.would-be',
      need: 'idea',
      weight: 2.2,
      why: 'Says what would be better',
      shapes: [
        `(would|itd|wouldve|should|could|might|may|will|d) <1> be (so|really|very|super|even|more|much|a lot|soo|absolutely|pretty|way|a|extremely)? <1> ${NICE} <4> (if|to have|to see|with|to be able|when|having|for|to add|being able|as an option|to get|to know|feature|addition|to include|to allow|to make)`,
        `(would|itd|could|should) <1> be (so|even|really|much)? ${NICE} (.|!|^)`,
        '(would|could|might|should) (make|improve|help|benefit|enhance) <4> (better|easier|perfect|more|a lot|so much|experience|if|app|if you)',
        '(be|rate|give|get|star|stars|it) (5|five|perfect|a 5|more stars|higher|another star) <2> (if|once|when|star if|stars if|stars when|star when)',
        '(more|better|perfect|awesome|great|5 stars) (if|with) (it|you|there|they|we|i could|only) <3> (had|could|would|add|can|were|was|allow|have|make|there was|there were|option)',
        '(would|wouldve|id|i would|wed|we would|youd) (really|also|just|absolutely)? (love|like|appreciate|prefer|enjoy|be great|pay|pay extra) (to see|to be able|if|an option|a version|a way|the option|the ability|a feature|it if|to have|more|some|having|being able|a (mode|widget|button|setting|dark|bigger|smaller|lighter|cheaper|toggle|filter))',
        'id (love|like) (to see|if|a|an|more|the option|the ability|it if)',
      ],
    },
    {
      id: 'idea.please-add',
      need: 'idea',
      weight: 2.2,
      why: 'Asks for something to be added or changed',
      shapes: [
        '(please|pls|plz|plss|kindly|can you|could you|can u|could u|can we|could we|can yall|can you guys|can you please|will you|would you|why not|why dont you|why cant you|why dont they|how about you|you should|u should|they should|they could|you could|you guys should|yall should|you need to|they need to|you guys need to|yall need to|devs should|someone should|@ should|@ needs to|@ could|pls just|hope you|hope they|hoping you|hope to|should really|should also|should at least|really should|must|suggest you|recommend you|time to) (please|pls|just|also|consider|maybe|really|at least|possibly|at some point|one day|kindly|perhaps|not)? (add|adding|make it possible|make a|make an|make the|make it so|make it|make more|bring back|bring|include|allow us|allow|let us|let|implement|introduce|integrate|enable|consider|support|release|create|build|change the|remove the|improve the|improve|give us|give the option|offer|develop|put|start|do a|do an|sell|get rid of|redesign|expand|launch|extend|open a|stock|restock|invest|have|work on|update the|port)',
        '(feature|enhancement|feature request|improvement) (request|requests|suggestion|suggestions|idea|ideas|proposal|:)',
        '(suggestion|suggestions|suggest|suggesting|proposal|propose|proposing|idea|feedback) (:|for|would be|is to|is that|adding|that you)',
        '(have|got|heres|here is|with|just|submit|had|make|another|one|my|small|quick) <1> (a|an|my|some|one|another)? (suggestion|idea|ideas|suggestions|feature request)',
        '(bring) (back|us back|me back) (the|my|your|our|@)',
        '(we|i|it|app|customers|users|people|they|you|really|also|still|just|this|desperately|badly) (need|needs|want|wants|require|lacks|lack|is missing|are missing|deserve) (a|an|more|better|the|some|to have|to be able to|another)? <2> (option|options|way to|feature|features|ability|button|mode|setting|settings|filter|filters|support|widget|version|toggle|dark mode|search|sync|notification|notifications|function|functionality|shortcut|customization|integration|compatibility|updates)',
        `needs (to have|to be|more|an option|a way|an easier|a better|to ${CHANGE})`,
        '(there|it) (should|needs to|ought to|must|could) (be|have|be able) (a|an|some|more|an option|the|to)',
        '(should|ought to|could) (really|also|definitely|at least|just)? (add|include|offer|come with|be able to|allow|be an option|be a|be more|be easier|support|be included|be available|let|provide|be added|be possible|introduce)',
        '(add|adding|include|support|implement|allow|provide|introduce|expose|enable) <1> (support|option|options|ability|an option|the option|the ability|a way|a feature|a button|dark|a (setting|toggle|flag|parameter|method|property|config|cli))',
        '(ability|option|allow users|let users|let us|allow us) (to|for) <1> _ (to|the|a|an|my|in|more|between|all|multiple|from|our|your)',
        '(it|this) would be (useful|nice|great|helpful|good|handy|beneficial|cool|awesome|convenient|better)',
        '(hoping|hope|looking forward|waiting|wait|cant wait) <1> (for|to see|they|you|you guys|to) <1> (a|an|more|add|the|bring|adds|release|fix the)? <2> (feature|option|dark mode|update|version|support|added|port|widget|release|integration)',
        '(please|pls|plz|kindly|can you|could you) (change|put|bring|turn|switch) (it|this|them|the _) back',
        '(no|doesnt have|does not have|theres no|there is no|still no|without) <1> (dark mode|landscape mode|widget|widgets|export|filter|sorting) <1> (for|in|on|yet|option|.)',
        '(any chance|any possibility) (of|for|you|we) <3> (a|an|adding|add|make|making|another|more|bring|bringing)',
        '(can|could) (we|you|u|yall) (please|pls|plz|maybe|perhaps|finally)? (add|include|offer|build|let us|make it|bring back)',
        '(can|could) we (please|pls|plz|finally)? (get|have) (a|an|some|more|the option)',
        '(would|wouldnt) it (make sense|be possible) <1> to',
        '(have|has) you (ever)? (thought|considered) <1> (about|of|adding|making|a|an)',
        'there (should|must) be <3> (option|way|button|feature)',
        '(would|will) be (welcome|welcomed|a welcome)',
        '(can|could|please|pls|plz) (you|u|we|i)? (give|get|have) (a|an|us|me|more|us a|us an|us the) <2> (feature|option|mode|tab|widget|button|setting)',
        '(how about|what about|what if) (adding|making|you|a|an|we|letting|offering|allowing|having|giving|there|they|it)',
        '(why not|why dont (you|they|we)|why cant (you|we|they)|why doesnt @) (add|make|offer|sell|just|have|include|let|allow|give|use|bring|put|start|do)',
        '(could use|could do with|in need of|would benefit from|room for|needs some|needs more|need more|lacking|lacks|missing) (a|an|some|more|the|improvement)? <1> (feature|features|option|options|improvement|improvements|work|tweaks|polish|update|dark mode|support|functionality|customization|lid|handle|ability)',
        '(is your feature request related|describe the solution|additional context|alternatives youve considered|proposed solution|use case)',
      ],
    },
    {
      id: 'idea.mere',
      need: 'idea',
      weight: -1,
      why: 'Asks for help or blames, without a change in mind',
      shapes: [
        '(wish) (me luck|you (a|all|the|happy|luck|well|best|merry)|i (never|hadnt|had never|hadnt bought|was (there|in|at|going|not)|didnt have to|knew|had one|owned|had listened|were|had (an|the money|money)))',
        '(you|they) should (be (ashamed|fired|sued|sacked|embarrassed)|know|have known|apologize|apologise|learn|try (it|the|this|clean))',
        '(can|could|would) you (please|pls)? (help|tell|send|check|confirm|explain|look|call|dm|advise|let me know)',
        '(please|pls|kindly) (help|fix|advise|respond|reply|call|contact|check|confirm|send|tell|let me know|resolve|refund|follow|dm|answer)',
      ],
    },
  ],
  decoys: [
    'wish list',
    'have a (nice|great|good|look|question|problem|issue|try)',
    'make sure',
    '((could|can|would|should|might|will) (not|never|hardly|scarcely|barely)|couldnt|cant|cannot|wouldnt|nothing <2> (could|can|would)) <3> (better|nicer|easier|cooler|great|good|perfect|ideal|fun)',
    '(could|should) <1> be <1> better (.|!|^)',
    'put <2> on hold',
  ],
}
