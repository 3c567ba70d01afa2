/**
 * Where clauses begin: after marks, and at words that turn to something else. "And" begins one only
 * before a new subject, so that "Quillon and Fellow are great" stays whole.
 */
export function clauseStarts(text: string): number[] {
  const starts: number[] = []
  EDGE.lastIndex = 0
  for (let edge = EDGE.exec(text); edge !== null; edge = EDGE.exec(text)) {
    const word = edge[1] !== undefined
    starts.push(word ? edge.index : edge.index + edge[0].length)
  }
  return starts
}

const EDGE =
  /[.!?…;\n]+(?=\s|$)|[()—–]|\s-\s|,(?=\s)|\b(but|while|whereas|unlike|though|although|however|because|cause|so|then|yet|until|since|after|before|when|aber|während|sondern|weil|obwohl|mais|tandis|alors|pero|mientras|aunque|ma|però|mentre|mas|enquanto|porém|and(?= (?:i|we|you|he|she|it|they|now|then|my|our|the|their|his|her|this|that|got|bought|went|switched|ordered|love|hate)\b)|und(?= (?:ich|wir|es|sie|er|mein|meine|der|die|das)\b))\b/giu
