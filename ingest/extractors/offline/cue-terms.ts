import type { TermCue } from '../../../domain/extraction.ts';
import type { Span } from '../../../domain/span.ts';
import { countCjk, hasCjk } from '../../text/characters.ts';
import { normaliseSentence } from '../../text/normalise.ts';
import type { Sentence } from '../../text/split-sentences.ts';
import { singular } from '../../text/term-key.ts';
import type { TextBlock } from '../../text/text-block.ts';
import { GENERIC_TERMS } from '../../text/words/chinese-words.ts';
import { COMMON_NOUNS, GENERIC_WORDS, STOP_WORDS } from '../../text/words/english-words.ts';
import { isLeadOnly } from './lead-words.ts';

/** A term that the layout points at; offsets into the sentence's text. */
export interface CueTerm extends Span {
  surface: string;
  cue: TermCue;
}

const HEADING_OPENING =
  /^(?:什么是|何为|何谓|为什么(?:要)?(?:选择|使用|用|需要)?|如何(?:使用|理解|实现|选择)?|怎么(?:使用|理解|实现|选)?|关于|浅谈|详解|一文读懂|深入理解|理解|认识|初识|常见的?|附[:：]?|what (?:is|are)(?: an?| the)?(?=\s)|how (?:to|does|do)(?=\s)|(?:the )?(?:types|kinds|components|parts|variants|advantages|disadvantages|benefits|limitations|applications|uses|history|structure|stages|steps|features|functions) of(?=\s)|why(?=\s)|when to use|introduction to|overview of|understanding|notes on|the|an?(?=\s))\s*/i;
const HEADING_ENDING =
  /(?:(?:究竟)?是什么(?:意思)?|是(?:怎么|如何)[^，。]{1,6}的|有(?:哪些|什么|何)[^，。]{0,6}|的?(?:设计说明|设计文档|使用说明|使用手册|操作手册|用户手册|说明书|技术文档|学习笔记|读书笔记|笔记|介绍|简介|概述|概览|原理|基本原理|工作原理|定义|概念|特点|优点|缺点|优缺点|应用|作用|分类|实现|使用|步骤|流程|详解|解析|入门|总结|小结|教程|说明|对比|比较|区别|示例|意义|历史|发展史|发展|背景|关系|由来|几种变体|变体|类型|种类|组成|组成部分|结构|特征|优势|劣势|局限|局限性|挑战|应用场景|工作流程|主要流程|流程图|过程|阶段|影响)|\s+(?:step by step|explained|in practice|in a nutshell|at a glance|from scratch|in depth|cheat ?sheet|primer|basics|tutorial|overview|notes))[?？。!！]*$/i;
const HEADING_JOINTS = /[、,，;；/]|(?:和|与|及|以及)|\s(?:and|vs\.?|or|versus)\s|--+|——|[:：]|\s[-–—]\s/gi;
const LIST_HEAD = /^([^：:。；，,!?？！()（）|]{2,40}?(?:\s*[（(][^（）()]{1,80}[)）])?)\s*[：:]\s*(?=\S)/;
const LIST_DASH = /^([^：:。；，,!?？！\-–—]{2,40}?)\s+[-–—]{1,3}\s+(?=\S.{4})/;
const NOT_A_HEAD =
  /^(?:https?|(?:他|她|它|我|你|咱|人)们?.*|注|注意|例如|比如|如|Note|Tip|Warning|Example|NB|PS|TODO|第.{1,3}步|Q|A|问|答)$/i;
const QUOTED = /[“「『]([^”」』“「『]{2,20})[”」』]|《([^》《]{2,30})》/g;
const FUNCTION_CHARACTERS =
  /的|了|是|我们|你|可以|需要|如何|怎么|什么|为什么|哪些|吗|呢|不(?!变|等式)|很|更(?!新)|最(?![近大小优佳])|和(?!谐|声)|与|或|及|时(?![序间空])|之|来(?!源)|用于|通过|进行|使用|利用|基于|对于|关于|以及|^第|怎样|哪个|哪里|多少|^从|^用在|^存在|几种|有[一二两三四五六七八九几多]/;
const CLAUSE_WORD =
  /^(?:is|are|was|were|we|you|it|that|this|how|why|what|which|can|to|your|our|my|using|with|from|by|on|at|not|do|does|should|must|when|where|if|i)$/i;

/** A heading that names one day's meeting or note. */
const DATED = /\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\d{4}\s*年\s*\d{1,2}\s*月/;
/** A sentence that somebody says stands alone on its line in a tale, but is no heading. */
const SPOKEN = /[“「『"][^”」』"]*[？！。?!…，][”」』"]/;
/** A title in two languages: 训练 Training. */
const TRANSLATED = /^([\u3400-\u9fff]{2,8})\s+([A-Z][a-z]+)$/;
/** The number of a ticket before its title. */
const TICKET = /^([A-Z]{2,8}-\d+)\s+\S/;
/** "X said:", "Y reported:" head no list. */
const SPEECH =
  /(?:(?<![访顾提疑学质审询慰])问|(?<![小学传假])说|(?<![渠通频隧轨管赛跑车街])道|喊|笑道|指出|表示|认为|汇报|建议|补充|反馈|强调|提醒|写道|回答道)$/;
/** What a reader is told to do, or a limit on what follows, is no name ("Only fine-tuning", "Watching pre-training"). */
const NO_NAME_OPENING =
  /^(?:in|for|use|with|from|at|only|retrieve|raising|stretching|watching|checking|choosing|using|measuring|running|building|making|getting|setting|picking|writing|comparing|avoiding|adding|keeping|when|before|after|always|never|do|don't)\s/i;
/** "Evidence used for the choice": a participle with what follows it. */
const PARTICIPLE_INSIDE =
  /\s[a-z]+(?:ed|en) (?:for|by|in|on|to|with|from|of)\b|\s(?:(?:of|about) an?|per|itself)\b/;

/** True when a piece of layout reads as the name of something. */
export function isCueTerm(surface: string): boolean {
  const text = surface.trim();
  const ideographs = countCjk(text);
  if (ideographs > 0) {
    if (text.length < 2 || ideographs > 10 || text.length > 24 || GENERIC_TERMS.has(text)) return false;
    return !/[，。；：、！？,;:!?=<>→|（）()]|^\d/.test(text) && !FUNCTION_CHARACTERS.test(text);
  }
  const words = text.split(/\s+/);
  if (!/^[A-Za-z\u00c0-\u024f]/.test(text) || words.length > 6 || text.length < 2 || text.length > 60)
    return false;
  if (/\s--?\w/.test(text) || NO_NAME_OPENING.test(text) || PARTICIPLE_INSIDE.test(text)) return false;
  if (/[,;:!?=<>(){}|]|\/.*\//.test(text) || words.some((word) => CLAUSE_WORD.test(word))) return false;
  return words.length > 1 || !(GENERIC_WORDS.has(text.toLowerCase()) || STOP_WORDS.has(text.toLowerCase()));
}

function namesEveryday(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    [lower, singular(lower)].some((one) => COMMON_NOUNS.has(one) || GENERIC_WORDS.has(one)) ||
    /(?:ing|tion|al|ary)$/.test(lower)
  );
}

/** What a heading is about: without question words, "introduction to", "的原理", brackets. */
export function headingTopics(heading: string): Span[] {
  const text = normaliseSentence(heading);
  const whole = withoutFrame(text, 0, text.length);
  const name = text.slice(whole.start, whole.end);
  if (DATED.test(name) || SPOKEN.test(text)) return [];
  const gloss = TRANSLATED.exec(name);
  if (gloss && namesEveryday(gloss[2] ?? ''))
    return [{ start: whole.start, end: whole.start + (gloss[1] ?? '').length }];
  const code = TICKET.exec(name)?.[1];
  if (code !== undefined) return [{ start: whole.start, end: whole.start + code.length }];
  if (isCueTerm(name)) return [whole];
  return splitSpan(text, whole, HEADING_JOINTS)
    .map((part) => withoutFrame(text, part.start, part.end))
    .filter((part) => isCueTerm(text.slice(part.start, part.end)));
}

/** The head of "X：...", "X - ..." and where the rest begins; null when the sentence has none. */
export function listHead(text: string): (Span & { rest: number }) | null {
  const match = LIST_HEAD.exec(text) ?? LIST_DASH.exec(text);
  const head = match?.[1];
  if (!match || head === undefined || NOT_A_HEAD.test(head.trim()) || text.length - match[0].length < 2)
    return null;
  if (/\d\s*$/.test(head) && /^\d/.test(text.slice(match[0].length))) return null;
  const name = head.replace(/\s*[（(][^（）()]*[)）]\s*$/, '');
  if (hasCjk(name) && name.length > 2 && SPEECH.test(name)) return null;
  if (hasCjk(name) && /^[“「『]/.test(text.slice(match[0].length)) && /[。！？?!…][”」』]\s*$/.test(text))
    return null;
  const start = /^\s*[【[]?/.exec(name)?.[0].length ?? 0;
  const end = name.replace(/[】\]\s]+$/, '').length;
  return end > start ? { start, end, rest: match[0].length } : null;
}

/** Every term that layout points at in this sentence. */
export function cueTerms(sentence: Sentence, block: TextBlock): CueTerm[] {
  const terms: CueTerm[] = [];
  const add = (span: Span, cue: TermCue): void => {
    const surface = sentence.text.slice(span.start, span.end);
    if (isCueTerm(surface)) terms.push({ ...span, surface, cue });
  };
  if (block.kind === 'heading') {
    if (!isLeadOnly(sentence.text)) for (const topic of headingTopics(sentence.text)) add(topic, 'heading');
  } else if (block.kind === 'table-row') addCell(sentence, add);
  else if (sentence.opensLine) {
    const head = listHead(sentence.text);
    if (
      head &&
      !(
        block.kind === 'paragraph' &&
        !hasCjk(sentence.text) &&
        / /.test(sentence.text.slice(head.start, head.end).trim())
      )
    )
      add(head, 'list-head');
  }
  for (const mark of block.marks) addMark(sentence, mark, add);
  for (const match of sentence.text.matchAll(QUOTED)) {
    const start = match.index + 1;
    const title = match[2];
    if (title !== undefined && !/[，。；：！？|]/.test(title)) {
      terms.push({ start, end: start + title.length, surface: title, cue: 'name' });
      continue;
    }
    add({ start, end: start + match[0].length - 2 }, 'quoted');
  }
  return terms;
}

function addMark(
  sentence: Sentence,
  mark: TextBlock['marks'][number],
  add: (span: Span, cue: TermCue) => void,
): void {
  if (mark.start < sentence.start || mark.end > sentence.end) return;
  let start = mark.start - sentence.start;
  let end = mark.end - sentence.start;
  const text = sentence.text;
  while (end > start && /[\s：:。，,.;；]/.test(text.charAt(end - 1))) end -= 1;
  while (end > start && /[\s“"「]/.test(text.charAt(start))) start += 1;
  const surface = text.slice(start, end);
  if (mark.kind === 'code' && !/^[A-Za-z][A-Za-z0-9 .+-]*$/.test(surface)) return;
  const bracket = /^(.{2,}?)\s*[（(][^（）()]*[)）]$/.exec(surface);
  add({ start, end: bracket ? start + (bracket[1] ?? '').length : end }, 'bold');
}

function addCell(sentence: Sentence, add: (span: Span, cue: TermCue) => void): void {
  const bar = sentence.text.indexOf('|');
  if (bar <= 0) return;
  const cell = sentence.text
    .slice(0, bar)
    .replace(/\s*[（(][^（）()]*[)）]\s*$/, '')
    .trimEnd();
  if (!hasCjk(cell) && /^[a-z]/.test(cell) && cell.split(' ').length > 3) return;
  add({ start: 0, end: cell.length }, 'list-head');
}

/** The span without opening and ending that only frame a heading. */
function withoutFrame(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  for (let round = 0; round < 3; round += 1) {
    const piece = text.slice(start, end);
    const opening = HEADING_OPENING.exec(piece)?.[0].length ?? 0;
    if (opening < piece.length) start += opening;
    const ending = HEADING_ENDING.exec(text.slice(start, end));
    if (ending && ending.index > 0) end = start + ending.index;
    const bracket = /\s*[（(][^（）()]*[)）]\s*$|[?？。!！\s]+$/.exec(text.slice(start, end));
    if (bracket && bracket.index > 0) end = start + bracket.index;
  }
  while (start < end && /[\s“"「『《#]/.test(text.charAt(start))) start += 1;
  while (end > start && /[\s”"」』》]/.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}

function splitSpan(text: string, span: Span, joints: RegExp): Span[] {
  const parts: Span[] = [];
  let start = span.start;
  for (const match of text.slice(span.start, span.end).matchAll(joints)) {
    parts.push({ start, end: span.start + match.index });
    start = span.start + match.index + match[0].length;
  }
  parts.push({ start, end: span.end });
  return parts;
}
