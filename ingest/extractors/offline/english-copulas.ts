import { ADVERB, BEFORE, OPENING } from './english-pieces.ts';
import type { SentenceContext } from './sentence-context.ts';
import { PHRASE as P } from './template.ts';

const IS_A = new RegExp(
  `${OPENING}(${P}),?\\s+(?:is|are|was|were|remains?|became|becomes?)\\s+${ADVERB}(an?|one of the|the|another)\\s+((?:[a-z,-]+\\s+){0,4}?)(?:(type|kind|form|class|family|variant|special case|example|instance|collection|set|series|group|subset|branch|subfield|part|member|component|extension|generali[sz]ation|version|simplification|improvement)\\s+(?:of|on)\\s+(?:the\\s+|an?\\s+)?(?:[a-z-]+\\s+){0,2}?)?(${P})`,
  'gi',
);

const APPOSITION = new RegExp(
  `(?:^|[.;]\\s+)${BEFORE}(${P}),\\s+(an?)\\s+(?:[a-z-]+\\s+){0,3}?(${P})(?=[,.;]|\\s+(?:that|which|for|from|by|developed|used|designed|based|with|in|at)\\b)`,
  'g',
);

const OF_KIND = new RegExp(
  `(${P})\\s+(?:is|are)\\s+(?:an?\\s+)?(?:(?!not\\b|no\\b|never\\b)\\w+\\s+)?(part|component|subset|subfield|branch|member|subclass|building block)\\s+of\\s+(?:the\\s+|an?\\s+)?(${P})`,
  'g',
);

const CLAUSE_INSIDE =
  /\b(?:that|which|who|where|whose|of|and|or|not|no|more|less|very|most|from|with|for|in|on|to|same|only|question|way|result|use|key|problem|number|first|point)\b/i;

/** "X is a part of Y", "a variant of Y": what the word before "of" says. */
const KINDS = [
  {
    words: /^(?:subset|branch|subfield|part|member|component)$/,
    found: { type: 'HAS_PART', pattern: 'en-part-of', confidence: 0.8 },
    wholeFirst: true,
  },
  {
    words: /^(?:variant|special case|extension|generali[sz]ation|version|simplification|improvement)$/,
    found: { type: 'VARIANT_OF', pattern: 'en-variant-of', confidence: 0.8 },
    wholeFirst: false,
  },
] as const;

/** S is a H; S is a variant of H; S, a H, …. */
export function englishCopulas(context: SentenceContext, text: string): void {
  if (!/\b(?:is|are|was|were|remains?|became|becomes?)\b/.test(text) && !/, an? /.test(text)) return;
  for (const match of text.matchAll(IS_A)) isA(context, match, text);
  for (const match of text.matchAll(OF_KIND))
    context.state(
      { type: 'HAS_PART', pattern: 'en-part-of', confidence: 0.8, description: `${match[2]} of` },
      context.end(match[3]),
      context.end(match[1]),
    );
  for (const match of text.matchAll(APPOSITION)) {
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 40);
    if (!/^[A-Z]/.test(context.words(match[1])) || /^,?\s*(?:and|or)\b/.test(after)) continue;
    context.state(
      { type: 'IS_A', pattern: 'en-apposition', confidence: 0.65, description: '' },
      context.end(match[1]),
      context.end(match[3]),
    );
  }
}

function isA(context: SentenceContext, match: RegExpMatchArray, text: string): void {
  const [whole, subject, determiner = '', between = '', kind = '', object] = match;
  const after = text.slice((match.index ?? 0) + whole.length);
  if (CLAUSE_INSIDE.test(between)) return;
  if (/^(?:'s|’s|-|\s+of\b)/.test(after) && !/^(?:type|kind|form|class|family|variant)$/.test(kind)) return;
  const source = context.end(subject);
  const target = context.end(object);
  context.subject ??= source;
  const relation = KINDS.find(({ words }) => words.test(kind));
  if (relation) {
    const [from, to] = relation.wholeFirst ? [target, source] : [source, target];
    context.state({ ...relation.found, description: `${kind} of` }, from, to);
    return;
  }
  const defines = determiner.toLowerCase() !== 'the';
  context.state(
    {
      type: 'IS_A',
      pattern: defines ? 'en-is-a' : 'en-is-the',
      confidence: defines ? 0.8 : 0.45,
      description: 'is a',
    },
    source,
    target,
  );
  if (!defines) return;
}
