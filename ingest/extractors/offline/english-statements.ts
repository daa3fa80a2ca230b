import { englishCopulas } from './english-copulas.ts';
import { englishAndOther, englishSuchAs } from './english-lists.ts';
import { englishMakers } from './english-makers.ts';
import { BEFORE, LIST } from './english-pieces.ts';
import { phraseCharacters } from './phrase-characters.ts';
import type { SentenceContext } from './sentence-context.ts';
import { PHRASE as P } from './template.ts';

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

/** Relations of the patterns that are right most of the time; each states a type. */
export function englishStatements(context: SentenceContext): void {
  const { text, full } = context.template;
  if (/such|including|e\.g\.|for example|for instance|like/i.test(full))
    englishSuchAs(context, text === full ? text : full.replace(/[()]/g, ','));
  if (text.includes('other')) englishAndOther(context, text);
  englishCopulas(context, text);
  englishMakers(context, text);
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
