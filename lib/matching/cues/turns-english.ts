import type { Turns } from './cue.ts'

export const englishTurns: Turns = {
  negation: [
    '(not|never|no|without|hardly|barely|neither|nor|nothing|nobody|none|isnt|wasnt|arent|werent|dont|didnt|doesnt|havent|hasnt|hadnt|wont|wouldnt|cant|cannot|couldnt|aint|shouldnt|stop|stopped|lack|lacks)',
    '(no longer|far from|anything but|less than|nowhere near|used to|instead of|rather than|fails to|failed to|refuse to|too _ to)',
  ],
  lifted: [
    '(not|no) (only|just|doubt|wonder|matter|joke|lie|surprise|offence|offense|sure|to mention|kidding|way)',
    '(why not|why dont|why cant|dont worry|dont get me wrong|never mind|cant wait|cant believe|couldnt believe|cant help|cant stop|couldnt stop|cant stand|dont forget|dont understand|dont know (why|how|what)|cant get enough|no ,|no .|no !|cant stress|cant emphasise|cant emphasize|didnt (know|realise|realize|think|expect|believe)|wouldnt be|if not|would not|why wont|why isnt|why doesnt|why havent|why didnt)',
    'dont (know|think) (why|how|what)',
    '(never|not) (been|seen|had|felt|experienced|met|dealt|known|encountered|so) <2> (so|such|this|that|as|a|anything|service|more)',
    'stop (it|this|that|lying|being)',
  ],
  supposed: [
    '(if|unless|in case|would|wouldnt|might|hope|hopefully|hoping|wish|imagine|suppose|supposed|should|could|may|what if|whether|worried|afraid|concerned|fear|expect|looking for|used to|want|wanted|wants|need|needs|pretend|as if|as though|before|until|ever|claims|claim|to see if)',
  ],
  resolved: ['((i|we) (will|am|are)|ill|im|gonna|going to|time to)'],
  asking: [
    '^ (is|are|was|were|am|does|do|did|has|have|had|can|could|will|would|should|isnt|arent|how|what|which|when|who|anyone|anybody|has anyone|so is|and is|but is|so does|any)',
    '^ _ (is|are|does|do|did|has|have|can|will|would) (it|they|you|this|anyone|the)',
  ],
  breaks: ['(but|because|so|although|though|yet|however|cause|cuz|coz|bc|except|and|while|whereas|until)'],
}
