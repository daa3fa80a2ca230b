import { isOrganisation } from '../../text/organisation-name.ts';
import { isAgent } from './agents.ts';
import { makingType } from './making-verbs.ts';
import { phraseCharacters } from './phrase-characters.ts';
import type { SentenceContext } from './sentence-context.ts';
import { PHRASE as P } from './template.ts';

const MADE_BY = new RegExp(
  `(${P})[^\\uE000-\\uF8FF.;]{0,24}?\\b(?:was|were|is|are|been|,)?\\s*(?:first\\s+|originally\\s+|initially\\s+|later\\s+)?(proposed|introduced|developed|made|manufactured|established|advanced|launched|invented|created|designed|released|published|pioneered|discovered|founded|written|built|described|coined|composed|painted)\\s+(?:in\\s+(?:\\d{4}\\s+|${P}\\s+)?)?by\\s+((?:the\\s+|a\\s+)?${P}(?:(?:,|,?\\s+and)\\s+(?:the\\s+)?${P})*)`,
  'g',
);

const PRONOUN_MADE_BY = new RegExp(
  `^(?:It|They|This)\\s+(?:was|were|is|are)\\s+(?:\\w+\\s+)?(proposed|introduced|developed|invented|created|designed|released|published|discovered|founded|written|built|described|composed|painted)\\s+(?:in\\s+\\d{4}\\s+)?by\\s+((?:the\\s+)?${P}(?:(?:,|,?\\s+and)\\s+(?:the\\s+)?${P})*)`,
);

/** X was proposed by A and B; It was discovered by A. */
export function englishMakers(context: SentenceContext, text: string): void {
  if (!/\bby\b/.test(text)) return;
  pronounMaker(context, text);
  for (const match of text.matchAll(MADE_BY)) {
    const before = text.slice(0, match.index);
    if (/\bby\s+(?:the\s+)?$/.test(before)) continue;
    const made = madeThing(before, match[1]);
    const agents = phraseCharacters(match[3]);
    if (isOneName(agents.map((agent) => context.words(agent)))) continue;
    for (const agent of agents) {
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

/** "the National Heart, Lung, and Blood Institute" is one name, not three makers. */
function isOneName(agents: readonly string[]): boolean {
  const last = agents.at(-1) ?? '';
  return (
    agents.length > 1 &&
    /\b(?:Institute|Foundation|Association|Society|Agency|Council|Department|Ministry|Administration)$/.test(
      last,
    ) &&
    agents.slice(0, -1).every((agent) => !isOrganisation(agent) && !/[a-z] [A-Z]\w+ [A-Z]/.test(agent))
  );
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
