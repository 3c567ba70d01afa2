import type { CueTable } from './cue.ts'

const DO =
  '(try|check|clean|adjust|loosen|tighten|take|remove|replace|contact|ask|unscrew|set|turn|go|click|tap|open|press|hold|restart|reboot|reset|reinstall|update|download|call|email|message|dm|use|select|choose|enable|disable|switch|log|clear|delete|change|uninstall|unplug|plug|add|create|get|send|return|request|look|find|see|read|upgrade|downgrade|install|run|put|pull|push|wait|opt|claim|dispute|file|book|apply|visit|scroll|swipe|toggle|hit|type|enter|sign|do it|do that|do this|save|edit|wash|rinse|soak|wipe|charge|buy it|order it|pass|specify|configure|wrap|import)'
const PLACE =
  '(settings|setting|menu|the website|their website|your account|options|preferences|the app|account|profile|the store|the manual|the faq|the docs|the documentation|control panel|support|the link|the help)'

/** Answers or advises others about the brand. */
export const helping: CueTable = {
  rules: [
    {
      id: 'helping.hope',
      need: 'helping',
      weight: 2.6,
      why: 'Hopes to have helped',
      shapes: [
        '(hope|hoping|hopefully) (this|that|it|these|some of this) <1> (helps|help|helped|works for you|clarifies|clears|answers|solves)',
        '(hth|hope that helps|glad i could help|happy to help|glad it helped|fyi|pro tip|protip|psa|ymmv|pro tips|tldr solution)',
        '(you are|youre|ur|yw) (very|most)? (welcome|wlcm)',
        '(tip|tips|advice|trick|hack|workaround|fix|solution|hint) (:|for (anyone|others|those|everyone|people|you|future|@)|is to)',
        '(for|to) (anyone|others|those|everyone|people|anybody|folks|someone|all|future) <4> (wondering|asking|having|experiencing|with the same|with this|who|struggling|looking|having the same|interested|searching|reading|that)',
        '(heres|here is|heres how|this is) (how|what) (i|to|you|we) <2> (did|do|fixed|fix|use|got|get|solve|solved|works|worked|set|can do)',
        '(found|figured out|got|discovered|there is|theres|heres) (a|an|the|this|another) <1> (workaround|work around|fix|solution|trick|way around|easy fix|way to fix)',
      ],
    },
    {
      id: 'helping.tried',
      need: 'helping',
      weight: 2.2,
      why: 'Suggests something to try',
      shapes: [
        '(have|did|has) (you|u|ya|anyone) (already|ever|guys)? (tried|try|checked|looked at|looked in|considered|called|contacted|asked|restarted|reset|cleaned|cleared|thought of|updated) (it|the|a|to|turning|cleaning|restarting|calling|using|resetting|reinstalling|updating|clearing|in|with|your|loosening|setting|asking|unplugging|contacting|adjusting|checking|rebooting|their|this|that|switching|logging|going|running|putting|removing|changing)?',
        `try (cleaning|adjusting|loosening|tightening|turning|removing|restarting|reinstalling|rebooting|resetting|updating|clearing|unplugging|switching|logging|using|going|calling|contacting|asking|checking|changing|disabling|enabling|deleting|holding|pressing|putting|setting|running|uninstalling|signing|opening|force|a (coarser|finer|different|hard|factory|soft|new|fresh)|the (following|app|other|manual|latest|web))`,
        '(you|u) (can|could|might want to|may want to|may need to|might need to|just need to|need to|should|should be able to|have to|just have to|want to|gotta|just|will need to|can always|can also|ought to|might try|may try|might be able to|could always|can simply|can easily) <2> ' +
          DO,
        `(id|i would|i d|id just|i suggest|id suggest|i recommend|id recommend|i would suggest|i would recommend|id try|best to|better to|easiest way is to|best way is to|best bet is to|trick is to|suggest you|recommend you|recommend that you|solution is to|way is to|need to do is|have to do is|your best bet|best option) <1> (just|to)? ${DO}`,
        '(suggest|recommend|advise) (you|u|trying|calling|contacting|getting|using|going|checking|asking|that you|cleaning|reading|setting|turning|them|anyone)',
        '(make sure|be sure) (you|to|the|your|it|that|its|youre|that you|all|u) <2>',
        '(if|when) (you|u) (go|click|look|press|hold|call|turn|set|use|have|want|need|are|get|do|open|log|scroll|take|pull|add|ask|check|email|tap|right click|read|run|buy|swap|clean) <8> (you can|you should|youll|it should|it will|it works|they will|theyll|youre|it goes|it does|that should|you get|you ll|it gets|they can|then|try|just|itll|you need)',
        `(go|head|navigate) (to|into|under|over to) (the|your|their)? <2> ${PLACE}`,
        '(^|,|just|then|simply) (turn it off|unplug it|restart (the|your)|reboot (the|your)|hold down|press and hold|clear (the|your) <1> cache|force (close|quit|stop)|factory reset|go to settings|reinstall (the|it)|log out and|sign out and|dm them|call them|contact them|email them|ask them|look (up|in|at) (the|your)|google it|search for|message them|get in touch with them|turn off|turn on|loosen the|tighten the|take the|clean the|unscrew the|hold the|set it to|set the)',
      ],
    },
    {
      id: 'helping.worked',
      need: 'helping',
      weight: 2,
      why: 'Tells what worked for them',
      shapes: [
        '(what|this|that|it|which|method|solution|trick|thing|here|one|doing this|doing that) <1> (worked|works|fixed it|fixed mine|solved it|helped|did it|did the trick|does the trick|fixed this|solved this|always works|usually works) (for|for me|with mine|on mine|here)',
        '(i|we) (fixed|solved|resolved|sorted|got around|got it working|worked around|managed to fix) (it|this|mine|that|the issue|the problem|the same|ours) (by|when|with|after|using|through)',
        '(had|have|ran into|experienced|encountered|got) <1> the same (issue|problem|thing|error|question|bug) <4> (and|but|until|i|turned|it|fixed|then|,)',
        '(same (issue|problem) here|i had that too|mine did (that|this|the same) too|happened to me too) <3> (fix~|solv~|try|i|just|contact~)',
        '(turns out|it turned out|the (culprit|trick|answer|solution|secret|fix)) (is|was|that|you|to|the|it) <2>',
        '(did the trick|does the trick|works a treat|problem solved|worked like a charm|that fixed it|that solved it|solved my|fixed my)',
      ],
    },
    {
      id: 'helping.answers',
      need: 'helping',
      weight: 1.6,
      why: 'Answers or explains to someone',
      shapes: [
        '(^|@|,) (yes|yep|yeah|no|nope|nah|yup|correct|exactly|actually|indeed|it does|it doesnt|they do|they dont|it is|you can|you cant|it isnt|it should|thats normal|thats because|its because|that is because|thats a known|its a known|there is|theres) (,|it|you|they|that|the|just|because|there|this|u|but|its|thats|its|we|@|,) <2>',
        '(according to|as per|per) (the|their|its) <2> (website|site|faq|manual|docs|documentation|instructions|page)',
        '(its|that is|thats|this is|its a|its actually|its just) (normal|expected|by design|a known|covered|the default|under|located|called|included|a feature|easy to|quite easy|pretty simple|simple)',
        '(they|it|you) (will|usually|normally|typically|generally|always|should) (replace|refund|send|fix|ship|take|get|respond|reply|sort|honor|honour|work|cover|come|last|be fine|help|give|repair|exchange|go)',
        '(in my experience|from my experience|speaking from experience|i work (for|at|in)|i used to work|as (a|an) (former|ex|long time|long|owner|current) <2>|as someone who|ive (been using|owned|had) (it|mine|one|this|the|them) for)',
        '(you|u) (dont|do not|wont|shouldnt|cant|never) (need to|have to|need|want to) <2>',
        '(you|u) (just|simply)? (pull|push|turn|twist|unscrew|loosen|tighten|set|press|fold|click|tap|hold|open|select|choose|remove|take|put|go|slide|lift|rotate|insert|swipe|drag|copy) (the|it|your|on|to|in|off|out|down|up|a|that|this)',
        '(see|check|read|look at|heres|here is|refer to|follow|this is) (the|this|these|a|their|my) <2> (link|guide|docs|documentation|faq|article|page|video|thread|tutorial|instructions|answer|manual|steps|post|section|readme|wiki|url)',
        '(step|steps|first|next|finally|lastly) <1> (:|,|-)? (go|click|open|select|press|tap|remove|hold|log|turn|unplug|unscrew|take|install|download|check|close|loosen|set|clean|put|run)',
        '(no need|theres no need|dont worry|not to worry) (to|about|it|you|its|they|the|,|.)',
      ],
    },
    {
      id: 'helping.not-brand',
      need: 'helping',
      weight: -1.2,
      why: 'Asks for help, or blames, rather than gives it',
      shapes: [
        '(can|could|would|will|please|pls|plz|someone|anyone|need|want|somebody) (you|u|someone|anyone|somebody|anybody)? <1> (help|advise|assist|suggest|explain|tell me)',
        '(you|u) (should|need to|must|have to|can|could) <1> (fix|be ashamed|be able to|do better|stop|hire|train|know|improve|sort|be sued|be fired|refund|apologise|apologize|reply|answer|respond|give|learn|add|make|offer|include|let us|allow|have)',
        '(tried|i tried|ive tried|i have tried|already tried|have tried) <4> (but|no luck|nothing|still|not|to no avail|doesnt|didnt|everything)',
        '(how|what|where|which|why) (do|can|should|could|would|did|does) (i|we|you)',
      ],
    },
  ],
  decoys: [
    '(can|could|would|will|do|did|does|may|how|what|where|why) <1> (you|u) <2>',
    '(you|u) (can|could|should|may) (dm|call|contact|email|message|text|reach) (me|us)',
    '(you|u) (should|need to|have to|must|gotta|could) <1> (get rid|be|fix|send|give|refund|hire|let|make|do|stop|run|put)',
    '(you|u) (should|can|could) (see|check out|get|buy|use|try) my',
    'make sure (you follow|to (follow|subscribe|like|check|vote|enter|tune))',
    'check (out|it out) <2> (my|our)',
  ],
}
