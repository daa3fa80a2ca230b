import { readWords, stemOf } from '../text/read-words.ts';
import type { Concept } from './concept.ts';
import type { Question } from './read-question.ts';

const WHO =
  /由.{1,60}(提出|发布|开发|研发|推出|发明|创建|创立|设计|完成|撰写|引入|维护)|(等人|团队|公司|大学|研究院|实验室|作者).{0,16}(提出|发布|开发|研发|推出|发明|创建|设计|引入)|\b(propos|introduc|develop|invent|creat|releas|describ|publish|found|design|built|writt|author)\w*\b.{0,60}\bby\s+(?:the\s+)?[\p{Lu}\p{Script=Han}]|\p{Lu}[\p{L}'’.-]+(?:,? (?:and|et al\.?) (?:\p{Lu}[\p{L}'’.-]+ ?)*| et al\.)? ?(?:first )?(proposed|introduced|developed|invented|created|released|described|published|founded|designed)\b|\bfrom (?:Google|Meta|Microsoft|OpenAI|Spotify|\p{Lu}[\p{L}]+ (?:University|Research))|\b(?:paper|work) (?:by|of) \p{Lu}|论文.{0,8}作者/u;
/** Names of people as notes give them: "Devlin 等人", "Kipf 和 Welling", "Wu et al.". */
const PEOPLE =
  /等人|作者|\bet al\b|\band colleagues\b|\bauthors?\b|\p{Lu}\p{Ll}+ ?(?:和|与|、|and|&) ?\p{Lu}\p{Ll}+/u;
const YEAR = /(?:1[0-9]|20)\d\d(?:\s*年)?|公元前|世纪|\bcentury\b|\d+ ?(?:BC|AD)\b/;
const TIME =
  /\d+ ?月|\d+ ?[日号]|星期|周[一二三四五六日]|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|spring|summer|autumn|winter)\b|o'clock|\b(?:after|before|within|until)\b.*\b(?:minutes?|hours?|days?|weeks?|months?|years?)\b|[天周月年]后/i;
const WHY =
  /因为|由于|因此|所以|从而|以便|使得|导致|原因|为了|避免|\bbecause\b|\bsince\b|\bso that\b|\btherefore\b|\bdue to\b|\bcauses?\b|\bleads? to\b|\botherwise\b|\bthus\b|, so\b|\bwithout it\b/i;
const CONTRAST =
  /相比|不同|区别|优于|而是|而|则|但|更|前者|后者|\b(unlike|compared|whereas|while|than|differs?|but|instead|both|however)\b/i;
const HOW = /首先|然后|先|再|步骤|通过|使用|利用|把|将|\b(first|then|by|using|with|steps?)\b/i;
const NUMBER =
  /\d|[一二三四五六七八九十两百千万亿]+\s*(个|位|倍|层|种|台|次|步|条|章)|\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|hundred|thousand|million|half)\b/i;
const COPULA =
  /^\s*(?:[（(][^()（）]{0,120}[)）]|[,，]\s*(?:又称|也称|简称|or|also)[^,，]{0,40}[,，])?\s*(?:通常|一般|本质上)?(?:是|就是|指的是|是指|即|属于|[:：]|—|–|\bis\b|\bare\b|\bwas\b|\brefers\b|\bmeans\b|\bstands for\b|\bdescribes\b|\bdenotes\b|(?=考虑|衡量|描述|表示))/i;
const CLASS =
  /^.{0,130}?(?:是一(?:种|类|个|套|项|组|门|款)|是.{1,40}的(?:方法|算法|模型|技术|比例|指标|过程|机制|倒数)|\b(?:is|are|was)\s+(?:an?|one of)\b)/i;

/** A line of a glossary, after its term: "（…）：" */
const GLOSS = /^\s*(?:[（(][^()（）]{0,120}[)）])?\s*[:：]/;
const BRACKET = /^\s*[（(][^()（）]{1,120}[)）]/;

/** How much the sentence reads like the answer to a question of this kind, -0.3..0.4; what it is about is not looked at. */
export function cueScore(question: Question, text: string): number {
  switch (question.kind) {
    case 'who':
      return WHO.test(text) ? 0.35 : PEOPLE.test(text) ? 0.2 : -0.1;
    case 'when':
      return YEAR.test(text) ? 0.3 : TIME.test(text) ? 0.25 : -0.2;
    case 'why':
      return WHY.test(text) ? 0.12 : 0;
    case 'comparison':
      return CONTRAST.test(text) ? 0.1 : 0;
    case 'how':
      return HOW.test(text) ? 0.05 : 0;
    default:
      return question.asksForNumber ? (NUMBER.test(text) ? 0.12 : -0.05) : 0;
  }
}

/** True when the sentence has what only such a question asks for: a person or body, a year. */
export function hasAnswerCue(question: Question, text: string): boolean {
  if (question.kind === 'who') return WHO.test(text) || PEOPLE.test(text);
  return question.kind !== 'when' || YEAR.test(text) || TIME.test(text);
}

/** True when the sentence sets things against each other. */
export function contrasts(text: string): boolean {
  return CONTRAST.test(text);
}

/** True when the sentence gives a reason. */
export function hasReason(text: string): boolean {
  return WHY.test(text);
}

/** How far into a sentence, in words, its subject may begin. */
const SUBJECT_START = 3;

/** How much the sentence says what the concept is, 0..0.4: it must be the subject, before a copula, colon or bracket. */
export function definitionScore(concept: Concept, text: string): number {
  const words = readWords(text.slice(0, 300));
  for (const form of concept.forms) {
    const stems = form.trim().split(' ');
    for (let at = 0; at <= Math.min(SUBJECT_START, words.length - stems.length); at += 1) {
      if (!stems.every((stem, offset) => stemOf(words[at + offset]!.key) === stem)) continue;
      if (at > 0 && !isArticle(words[at - 1]!.key)) continue;
      const score = saysWhatItIs(text.slice(words[at + stems.length - 1]!.end));
      if (score > 0) return score;
    }
  }
  return Math.max(inOpeningBracket(concept, text), isNamedAtEnd(concept, text));
}

const NAMING = /(?:\bcalled|\bknown as|^(?:This|It|That) is|称为|叫做|这叫|就叫|合称)\s*(?:an? |the |“|")?$/i;

/** "… This is reward hacking": the sentence tells what is meant, then its name. */
function isNamedAtEnd({ forms }: Concept, text: string): number {
  const words = readWords(text);
  for (const form of forms) {
    const stems = form.trim().split(' ');
    for (let at = 0; at + stems.length <= words.length; at += 1) {
      if (!stems.every((stem, offset) => stemOf(words[at + offset]!.key) === stem)) continue;
      if (NAMING.test(text.slice(0, words[at]!.start))) return 0.3;
    }
  }
  return 0;
}

/** @param rest what follows the subject */
function saysWhatItIs(rest: string): number {
  if (COPULA.test(rest)) return CLASS.test(rest) || GLOSS.test(rest) ? 0.4 : 0.3;
  return BRACKET.test(rest) ? 0.3 : 0;
}

function isArticle(key: string): boolean {
  return key === 'the' || key === 'a' || key === 'an';
}

/** "长名（concept，…）是": the concept is given as another name of the subject. */
function inOpeningBracket(concept: Concept, text: string): number {
  const match = /^([^（()）,，。.|：:]{1,60})[（(]([^（()）]{1,120})[)）]/.exec(text);
  if (!match) return 0;
  const inside = ` ${readWords(match[2] ?? '')
    .map(({ key }) => stemOf(key))
    .join(' ')} `;
  if (!concept.forms.some((form) => inside.includes(form))) return 0;
  return Math.max(0.25, saysWhatItIs(text.slice(match[0].length)));
}

/** True for sentences whose subject stands in the sentence before, and for what goes on after a semicolon. */
export function isContinuation(text: string): boolean {
  if (/^[a-z]+ /.test(text)) return true;
  return /^(它|这|其|该|此|两者|二者|前者|后者|他们|她|因此|所以|但|而|并|同时|另外|也|还|It\b|This\b|They\b|These\b|Its\b|Their\b|He\b|She\b|There\b|Both\b|Therefore\b|However\b|The (?:former|latter)\b)/i.test(
    text,
  );
}
