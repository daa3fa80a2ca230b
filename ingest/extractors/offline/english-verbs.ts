import type { End } from './findings.ts';
import type { SentenceContext } from './sentence-context.ts';
import { PHRASE as P } from './template.ts';

const VERBS =
  '(?:(?:is|are|was|were|be|been|can be)\\s+)?(?:widely\\s+|commonly\\s+|often\\s+|mainly\\s+|also\\s+)?(?:used|designed|applied|suited)\\s+(?:for|to|in)|rel(?:y|ies|ied)\\s+on|depends?\\s+on|derived\\s+from|includes?|contains?|uses?|used|employs?|leverages?|adopts?|appl(?:y|ies)|combines?|causes?|caused|leads?\\s+to|led\\s+to|results?\\s+in|triggers?|solves?|addresses|alleviates?|mitigates?|avoids?|prevents?|improves?|improved|enhances?|increases?|reduces?|reduced|decreases?|lowers?|generates?|produces?|produced|yields?|predicts?|computes?|stores?|controls?|regulates?|supports?|enables?|provides?|replaces?|replaced|removes?|removed|maps?|encodes?|converts?|defeated|conquered|acquired|founded|ruled|invaded|signed|invented|discovered|introduced|proposed|developed|wrote';
const VERB = new RegExp(
  `(${P})(?:\\s+(?:that|which|who)|,)?\\s+(?:(?:also|often|typically|usually|then|only|can|could|may|might|will|would|must|should|first|generally|simply|directly|mainly|has|have|had|itself|to)\\s+)*(${VERBS})\\s+((?:(?:the|a|an|its|their|both|all|each|any|some|many|several|various|different|multiple|two|three|only|new|other|such|more|single|his|her)\\s+)*${P}(?:(?:,\\s*(?:and|or)?|\\s+and|\\s+or)\\s+(?:(?:the|a|an|its|their|both|other)\\s+)*${P})*)`,
  'g',
);
const PREPOSITION =
  /\b(?:in|on|with|of|for|from|to|by|as|at|into|between|via|through|using|without|than)\s+(?:(?:the|a|an|this|its|these|each|their)\s+)?(?:[a-z-]+\s+)?$/i;
const NEGATION = /\b(?:not|never|cannot|n't)\b/;

/** Looser relations: a verb between two phrases of one clause, as RELATED_TO with the verb as its description. */
export function englishVerbs(context: SentenceContext): void {
  const { text } = context.template;
  for (const match of text.matchAll(VERB)) {
    const [whole, subject, verb = '', objects = ''] = match;
    const before = text.slice(0, match.index);
    if (NEGATION.test(whole)) continue;
    const inside = PREPOSITION.test(before);
    const source: End | null = inside ? headOfPreposition(context, before) : context.end(subject);
    const confidence = inside ? 0.45 : 0.55;
    for (const object of objects) {
      if (object < '\uE000' || object > '\uF8FF') continue;
      context.state(
        { type: 'RELATED_TO', pattern: 'en-verb', confidence, description: verb.replace(/\s+/g, ' ') },
        source,
        context.end(object),
      );
    }
  }
}

/** "the size of X reduces ...": the subject is what stands before the preposition. */
function headOfPreposition(context: SentenceContext, before: string): End | null {
  const head = new RegExp(`(${P})\\s+(?:of|in|for)\\s+(?:(?:the|a|an)\\s+)?(?:[a-z-]+\\s+)?$`).exec(before);
  return context.end(head?.[1]);
}
