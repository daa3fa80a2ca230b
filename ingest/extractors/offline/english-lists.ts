import { LIST } from './english-pieces.ts';
import { phraseCharacters } from './phrase-characters.ts';
import type { SentenceContext } from './sentence-context.ts';
import { PHRASE as P } from './template.ts';

const SUCH_AS = new RegExp(
  `(${P}),?\\s+(such as|including|e\\.g\\.,?|for example,?|for instance,?|like)\\s+(${LIST})`,
  'gi',
);

const SUCH_H_AS = new RegExp(`\\bsuch\\s+(${P})\\s+as\\s+(${LIST})`, 'gi');

const AND_OTHER = new RegExp(
  `((?:${P},\\s+)*${P},?)\\s+(?:and|or)\\s+other\\s+(?:[a-z-]+\\s+){0,2}?(${P})`,
  'g',
);

/** H such as A and B. */
export function englishSuchAs(context: SentenceContext, text: string): void {
  for (const match of text.matchAll(SUCH_AS)) {
    const word = match[2] ?? '';
    const like = /like/i.test(word);
    if (!isPlural(context.words(match[1])) && (like || /^(?:such as|including)/i.test(word))) continue;
    instances(context, match[3], match[1], {
      pattern: 'en-such-as',
      confidence: like ? 0.6 : 0.8,
      description: word,
    });
  }
  for (const match of text.matchAll(SUCH_H_AS))
    instances(context, match[2], match[1], {
      pattern: 'en-such-as',
      confidence: 0.8,
      description: 'such as',
    });
}

/** A, B and other H. */
export function englishAndOther(context: SentenceContext, text: string): void {
  for (const match of text.matchAll(AND_OTHER))
    instances(context, match[1], match[2], {
      pattern: 'en-and-other',
      confidence: 0.8,
      description: 'other',
    });
}

function instances(
  context: SentenceContext,
  list: string | undefined,
  kind: string | undefined,
  found: { pattern: string; confidence: number; description: string },
): void {
  for (const item of phraseCharacters(list))
    context.state({ type: 'IS_A', ...found }, context.end(item), context.end(kind));
}

/** A class that has examples stands in the plural. */
function isPlural(words: string): boolean {
  return /[^s]s$/i.test(words) || /(?:data|people|children|media|bacteria|series|species)$/i.test(words);
}
