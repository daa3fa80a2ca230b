import { isAgent } from './agents.ts';
import type { End } from './findings.ts';
import { makingType } from './making-verbs.ts';
import { phraseCharacters } from './phrase-characters.ts';
import type { SentenceContext } from './sentence-context.ts';
import { PHRASE as P } from './template.ts';

/** "发现 X 被拦截" notices that, "发现了 X" finds it. */
const CLAUSE_OVER = /^\s*[》”"]?\s*(?:\([^()]*\))?\s*(?:[，。；！、]|和|与|$)/;

/** Verbs of making and finding; for use inside a larger pattern. */
export const MAKING =
  '(?:提出|发布|开发|推出|研发|研制|创建|创立|创办|创作|设计|发明|发现|成立|建立|开源|撰写|编写|制造|生产)';

const MADE_BY = new RegExp(
  `由\\s*([^，。；\\uE000-\\uF8FF]{0,16}?)(${P})((?:\\s*[、和与的及]\\s*${P}){0,3})(\\s*\\s*(?:等人|等|团队|公司|博士|教授|研究团队)?)[^，。；]{0,24}?${MAKING}`,
  'g',
);

const MAKES = new RegExp(
  `(${P})(?:公司|团队|实验室|研究院|研究人员|官方|等人|等)*(?:于|在)?[^，。；\\uE000-\\uF8FF]{0,16}?${MAKING}了?(?:的|一种|一个|名为|其|新的|全新的|著名的)*\\s*[《“"]?(${P})(?!\\s*的)`,
  'g',
);

const IS_MADE_BY = new RegExp(
  `^[^\\uE000-\\uF8FF，。；]{0,6}(${P})[^，。；]{0,10}?(?:是|为)[^。；]{0,60}?(${P})(?:等人|等|团队|公司)?[^，。；\\uE000-\\uF8FF]{0,12}(?:共同)?${MAKING}的`,
);

/** X 由 A 提出; A 发布了 X; X 是 A 推出的. */
export function chineseMakers(context: SentenceContext, text: string): void {
  for (const match of text.matchAll(MADE_BY)) {
    const what = subjectBefore(context, text, match.index);
    for (const agent of [match[2], ...phraseCharacters(match[3])])
      if (isMaker(context, agent, match[4] ?? '')) made(context, 'zh-made-by', 0.8, match[0], what, agent);
  }
  for (const match of text.matchAll(MAKES)) {
    const before = text.slice(0, match.index);
    if (/由[^，。；]*$/.test(before) || /由/.test(match[0])) continue;
    if (/发现/.test(match[0]) && !CLAUSE_OVER.test(text.slice(match.index + match[0].length))) continue;
    if (isAgent(context.phrase(match[1]), context.words(match[1])))
      made(context, 'zh-makes', 0.7, match[0], context.end(match[2]), match[1]);
  }
  const is = IS_MADE_BY.exec(text);
  if (is && isAgent(context.phrase(is[2]), context.words(is[2])))
    made(context, 'zh-is-made-by', 0.8, is[0], context.end(is[1]), is[2]);
}

function made(
  context: SentenceContext,
  pattern: string,
  confidence: number,
  words: string,
  what: End | null,
  agent: string | undefined,
): void {
  const description = [...words.matchAll(new RegExp(MAKING, 'g'))].at(-1)?.[0] ?? '';
  context.state(
    { type: makingType(description), pattern, confidence, description },
    what,
    context.end(agent),
  );
  if (what) context.markName(agent);
}

/** 由 … 提出 says that somebody made it: there a single unknown word is a name too. */
function isMaker(context: SentenceContext, agent: string | undefined, behind: string): boolean {
  const phrase = context.phrase(agent);
  if (/等人|团队|公司|博士|教授/.test(behind) || isAgent(phrase, context.words(agent))) return true;
  return phrase?.tokens.length === 1 && /^(?:nw|nr|nrfg|nrt|nz|ns|nt)$/.test(phrase.tokens[0]?.tag ?? '');
}

/** The phrase before 由 in its clause, else the first of the sentence, else what the list or the text is about. */
function subjectBefore(context: SentenceContext, text: string, at: number): End | null {
  if (context.head && context.sentence.opensLine) return context.head;
  const clause = text.slice(0, at).split(/[，。；：]/);
  const own = phraseCharacters(clause.at(-1));
  if (own.length > 0)
    return context.end(
      clause
        .at(-1)
        ?.trimEnd()
        .endsWith(own.at(-1) ?? '')
        ? own.at(-1)
        : own[0],
    );
  const first = phraseCharacters(text.slice(0, at))[0];
  return first ? context.end(first) : (context.previous?.subject ?? context.topic);
}
