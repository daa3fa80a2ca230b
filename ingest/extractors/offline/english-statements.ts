import { isAgent } from './agents.ts';
import { makingType } from './making-verbs.ts';
import type { SentenceContext } from './sentence-context.ts';
import { PHRASE as P } from './template.ts';

const BEFORE =
  '(?:(?:the|a|an|its|their|our|these|this|some|many|other|most|various|different|several|popular|modern|common|any|typical|certain|early)\\s+)*';
const LIST = `${BEFORE}${P}(?:\\s*(?:,\\s*(?:and|or)?|\\band\\b|\\bor\\b)\\s*${BEFORE}${P})*`;
const ADVERB =
  '(?:(?:also|often|just|simply|essentially|basically|usually|thus|actually|now|still|generally|typically|perhaps|probably|both)\\s+)*';
const OPENING = `(?:^|[,;:.]\\s+|\\bthat\\s+|\\bbecause\\s+|\\bwhereas\\s+|\\band\\s+)(?:(?:In short|Thus|Here|Indeed|Today|Originally|Unlike [^,]{1,30}|In [^,]{1,30}),\\s+)?${BEFORE}`;

const SUCH_AS = new RegExp(
  `(${P}),?\\s+(such as|including|e\\.g\\.,?|for example,?|for instance,?|like)\\s+(${LIST})`,
  'gi',
);
const SUCH_H_AS = new RegExp(`\\bsuch\\s+(${P})\\s+as\\s+(${LIST})`, 'gi');
const AND_OTHER = new RegExp(
  `((?:${P},\\s+)*${P},?)\\s+(?:and|or)\\s+other\\s+(?:[a-z-]+\\s+){0,2}?(${P})`,
  'g',
);
const IS_A = new RegExp(
  `${OPENING}(${P}),?\\s+(?:is|are|was|were|remains?|became|becomes?)\\s+${ADVERB}(an?|one of the|the|another)\\s+((?:[a-z,-]+\\s+){0,4}?)(?:(type|kind|form|class|family|variant|special case|example|instance|collection|set|series|group|subset|branch|subfield|part|member|component|extension|generali[sz]ation|version|simplification|improvement)\\s+(?:of|on)\\s+(?:the\\s+|an?\\s+)?(?:[a-z-]+\\s+){0,2}?)?(${P})`,
  'gi',
);
const APPOSITION = new RegExp(
  `(?:^|[.;]\\s+)${BEFORE}(${P}),\\s+(an?)\\s+(?:[a-z-]+\\s+){0,3}?(${P})(?=[,.;]|\\s+(?:that|which|for|from|by|developed|used|designed|based|with|in|at)\\b)`,
  'g',
);
const MADE_BY = new RegExp(
  `(${P})[^\\uE000-\\uF8FF.;]{0,24}?\\b(?:was|were|is|are|been|,)?\\s*(?:first\\s+|originally\\s+|initially\\s+|later\\s+)?(proposed|introduced|developed|made|manufactured|established|advanced|launched|invented|created|designed|released|published|pioneered|discovered|founded|written|built|described|coined|composed|painted)\\s+(?:in\\s+(?:\\d{4}\\s+|${P}\\s+)?)?by\\s+((?:the\\s+|a\\s+)?${P}(?:(?:,|,?\\s+and)\\s+(?:the\\s+)?${P})*)`,
  'g',
);
const PRONOUN_MADE_BY = new RegExp(
  `^(?:It|They|This)\\s+(?:was|were|is|are)\\s+(?:\\w+\\s+)?(proposed|introduced|developed|invented|created|designed|released|published|discovered|founded|written|built|described|composed|painted)\\s+(?:in\\s+\\d{4}\\s+)?by\\s+((?:the\\s+)?${P}(?:(?:,|,?\\s+and)\\s+(?:the\\s+)?${P})*)`,
);
const OF_KIND = new RegExp(
  `(${P})\\s+(?:is|are)\\s+(?:an?\\s+)?(?:\\w+\\s+)?(part|component|subset|subfield|branch|member|subclass|building block)\\s+of\\s+(?:the\\s+|an?\\s+)?(${P})`,
  'g',
);
const CONSISTS = new RegExp(
  `(${P})\\s+(?:is|are)?\\s*(consists? of|composed of|comprised of|made up of|comprises?)\\s+(?:[a-z-]+\\s+){0,2}?(${LIST})`,
  'g',
);
const EXTENDS = new RegExp(
  `(${P})\\s+(?:also\\s+|further\\s+|directly\\s+)?(extends|generali[sz]es|outperforms|outperformed|surpass(?:es|ed)|builds on|is based on|was based on|are based on)\\s+(?:the\\s+|an?\\s+)?(?:[a-z-]+\\s+){0,2}?(${P})`,
  'g',
);
const UNLIKE = new RegExp(
  `\\b(?:Unlike|In contrast to|Compared (?:with|to))\\s+${BEFORE}(${P})[^,]{0,30},\\s+${BEFORE}(it\\b|${P})`,
  'g',
);
const DIFFERS = new RegExp(
  `(${P})\\s+(?:differs? from|is different from|vs\\.?|versus|compared (?:with|to)|is similar to)\\s+${BEFORE}(${P})`,
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

/** Relations of the patterns that are right most of the time; each states a type. */
export function englishStatements(context: SentenceContext): void {
  const { text, full } = context.template;
  if (/such|including|e\.g\.|for example|for instance|like/i.test(full))
    suchAs(context, text === full ? text : full.replace(/[()]/g, ','));
  if (text.includes('other')) {
    for (const match of text.matchAll(AND_OTHER))
      items(context, match[1], match[2], 'en-and-other', 0.8, 'other');
  }
  copulas(context, text);
  makers(context, text);
  for (const match of text.matchAll(CONSISTS)) {
    for (const part of phraseCharacters(match[3]))
      context.state(
        { type: 'HAS_PART', pattern: 'en-consists', confidence: 0.75, description: match[2] ?? '' },
        context.end(match[1]),
        context.end(part),
      );
  }
  for (const match of text.matchAll(EXTENDS)) extension(context, match);
  comparisons(context, text);
}

function suchAs(context: SentenceContext, text: string): void {
  for (const match of text.matchAll(SUCH_AS)) {
    const like = /like/i.test(match[2] ?? '');
    if (!isPlural(context.words(match[1])) && (like || /^(?:such as|including)/i.test(match[2] ?? '')))
      continue;
    items(context, match[3], match[1], 'en-such-as', like ? 0.6 : 0.8, match[2] ?? '');
  }
  for (const match of text.matchAll(SUCH_H_AS))
    items(context, match[2], match[1], 'en-such-as', 0.8, 'such as');
}

function items(
  context: SentenceContext,
  list: string | undefined,
  kind: string | undefined,
  pattern: string,
  confidence: number,
  description: string,
): void {
  for (const item of phraseCharacters(list))
    context.state({ type: 'IS_A', pattern, confidence, description }, context.end(item), context.end(kind));
}

/** A class that has examples stands in the plural. */
function isPlural(words: string): boolean {
  return /[^s]s$/i.test(words) || /(?:data|people|children|media|bacteria|series|species)$/i.test(words);
}

function copulas(context: SentenceContext, text: string): void {
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

function makers(context: SentenceContext, text: string): void {
  if (!/\bby\b/.test(text)) return;
  pronounMaker(context, text);
  for (const match of text.matchAll(MADE_BY)) {
    const before = text.slice(0, match.index);
    if (/\bby\s+(?:the\s+)?$/.test(before)) continue;
    const made = madeThing(before, match[1]);
    for (const agent of phraseCharacters(match[3])) {
      if (!isAgent(context.phrase(agent), context.words(agent))) continue;
      context.state(
        {
          type: makingType(match[2] ?? ''),
          pattern: 'en-made-by',
          confidence: 0.85,
          description: `${match[2]} by`,
        },
        context.end(made),
        context.end(agent),
      );
    }
  }
}

/** "It was discovered by X": what the sentence before is about. */
function pronounMaker(context: SentenceContext, text: string): void {
  const match = PRONOUN_MADE_BY.exec(text);
  if (!match || !context.previous) return;
  for (const agent of phraseCharacters(match[2]))
    if (isAgent(context.phrase(agent), context.words(agent)))
      context.state(
        {
          type: makingType(match[1] ?? ''),
          pattern: 'en-it-made-by',
          confidence: 0.75,
          description: `${match[1]} by`,
        },
        context.previous.subject,
        context.end(agent),
      );
}

/** "X is a family of models developed by Y": X was developed, not the models. */
function madeThing(before: string, nearest: string | undefined): string | undefined {
  const copula = new RegExp(
    `(${P})[^\\uE000-\\uF8FF,;.]{0,12}\\b(?:is|are|was|were)\\s+(?:an?|the|one of)\\b[^.;]{0,80}$`,
  ).exec(before);
  return copula?.[1] ?? nearest;
}

function extension(context: SentenceContext, match: RegExpMatchArray): void {
  const [, subject, verb = '', object] = match;
  const type = /based on|builds on/.test(verb)
    ? 'BASED_ON'
    : /extends|generali/.test(verb)
      ? 'EXTENDS'
      : 'OUTPERFORMS';
  context.state(
    { type, pattern: `en-${type.toLowerCase().replace('_', '-')}`, confidence: 0.75, description: verb },
    context.end(subject),
    context.end(object),
  );
}

function comparisons(context: SentenceContext, text: string): void {
  for (const match of text.matchAll(UNLIKE)) {
    const subject = match[2] === 'it' ? (context.previous?.subject ?? null) : context.end(match[2]);
    context.state(
      { type: 'COMPARED_WITH', pattern: 'en-unlike', confidence: 0.7, description: 'unlike' },
      subject,
      context.end(match[1]),
    );
  }
  for (const match of text.matchAll(DIFFERS))
    context.state(
      { type: 'COMPARED_WITH', pattern: 'en-differs', confidence: 0.75, description: 'compared with' },
      context.end(match[1]),
      context.end(match[2]),
    );
}

function phraseCharacters(piece: string | undefined): string[] {
  return [...(piece ?? '')].filter((character) => character >= '\uE000' && character <= '\uF8FF');
}
