import type { Concept } from './answer/concept.ts';
import type { Question } from './answer/read-question.ts';

/** All of the documents, as people call them. */
const EVERYTHING: readonly RegExp[] = [
  /\b(?:(?:in|of|from|across|over|through|throughout|about|among) )?(?:(?:all|these|those|the|my|our|your|every|each|various|different|other|of|uploaded|indexed|whole|entire) )*(?:(?:all|these|those|the|my|our|your|every|each|different) )(?:documents|docs|notes|files|texts|papers|articles|sources|pages|reports|document|note|file|text|paper|article)(?<!\b(?:the|my|our|your) (?:document|note|file|text|paper|article))\b/gi,
  /\b(?:(?:in|of|from|across|over|through|throughout|about) )?(?:(?:all|this|that|the|my|our|your|whole|entire|of) )+(?:corpus|collection|archive|library|materials?|data ?set|folder|knowledge base|index)\b|\ba folder\b/gi,
  /\b(?:across|over|in|about) everything\b|\beverything (?:in|that is|here)\b|\b(?:in here|in it|overall|as a whole|this all|it all|all this)\b/gi,
  /(?:在)?(?:(?:这些|这批|这个|所有|全部|整个|各个?|我|上传|手头|当前|库里|现有|读过|收集)的?)+(?:文档|资料库|资料|笔记|文件|文章|材料|知识库|文集|语料库?|论文|内容|文本|索引)(?:里面?|中|内|当中)?|(?:文档|资料库|资料|笔记|知识库|语料库?|文集|文章|材料)(?:的|里面?|中|内|当中|主要|总体|整体|大概|一共|都|通篇)|通篇|全文(?!检索|搜索|索引)|全库/g,
];

/** What is asked of all of them. */
const SUMMARY: readonly RegExp[] = [
  /\b(?:main|key|major|central|core|common|recurring|recurrent|general|biggest|big|important|overarching|prominent|dominant|top|broad|different|other|most \w+) (?:(?:and|or|\w+) )?(?:themes?|topics?|subjects?|ideas?|points?|trends?|findings?|takeaways?|take-aways|lessons?|threads?|areas?|concerns?|insights?|arguments?|conclusions?|patterns?|messages?|fields?|directions?|questions?|problems?|debates?|claims?)\b/gi,
  /\b(?:which|what)(?: \w+)? (?:themes|topics|subjects|subject areas|areas|fields|trends)\b/gi,
  /\b(?:themes|topics)\b(?=.*\b(?:covered?|discussed|addressed|come up|recur|appear|run|connect|dealt)\b)/gi,
  /\b(?:an? |the |brief |short |quick |give me |write |high-level |general )*(?:overview|summary|summaries|synopsis|abstract|gist|big picture|bird'?s.eye view|digest|tl;?dr)\b(?! (?:statistic|table|task|metric))/gi,
  /\b(?:summari[sz]e|sum up|outline|recap|condense|characteri[sz]e)\b/gi,
  /(?:主要|核心|关键|重要|共同|常见|总体|大致|大概|中心|整体)(?:都|是|有)?(?:在)?(?:讲|说|谈|介绍|涉及|包括|包含|围绕|讨论|关于|覆盖|写|聊)?(?:了|到|的是?)?(?:哪些|什么|哪几个?)?(?:主题|话题|议题|观点|内容|思想|结论|趋势|线索|领域|方面|问题|要点|发现|方向)?/g,
  /(?:总结|概括|概述|归纳|综述|总览|概览|梗概|大意|主旨|提炼|概要|摘要|梳理|鸟瞰|纵览)(?:一下|下)?/g,
  /(?:哪些|哪几个|什么|几个|多少个?)(?:主要|核心|不同|重要|共同|常见)?的?(?:主题|话题|议题|领域|主线|专题)/g,
  /(?:都|整体上?|总体上?|大概|大致|到底)(?:在)?(?:讲|说|谈|介绍|涉及|讨论|写|覆盖)(?:了|到|的是)?(?:些|哪些)?(?:什么|内容|方面)?(?:话题|主题|问题|事情?|东西)?/g,
  /(?:研究|发展|总的)(?:方向|趋势|脉络)|(?:最常|经常|反复)(?:提到|出现|讨论)的?/g,
];

/** Asked of everything, this asks what it is about even without a word for a summary. */
const ABOUT =
  /\bwhat(?:'s| is| are| does| do)\b(?:.*\b(?:about|cover|contain|deal with|discuss|talk about|say|tell|argue|have in common)\b|\s*$|[\s?]*$)|\bcompare\b|\bhow (?:are|do|does|the) .*(?:organi[sz]ed|relate|differ|connect|fit together)\b|\b(?:cover|discuss|deal with|talk about|stand out|come up|recur|(?:dis)?agree|content|contents|conclusions?|trends?)\b|讲了?[些什]么|说了?什么|写了?什么|[有讲说谈写]些?什么|有什么内容|(?:有|包含|覆盖)(?:些|哪些|什么)|(?:关于|是)什么|对比|比较|共同点|联系|讨论|结论/i;

/** Words that are left of such a question and name nothing that it is about. */
const FILLER = new RegExp(
  `\\b(?:${[
    'please can could would you me give tell list show write provide describe explain draw present make just uploaded group take away',
    'what whats which who whose is are was do does did had has have the a an of in on to for from and or about all there this that these it they its how',
    'many most often again everything here say says said cover covers covered discuss discussed contain contains content contents talk deal deals with across',
    'through main mainly general common run runs come up appear recur connect connects them together mentioned addressed one only paragraph few sentence sentences',
    'words briefly short quick long level high i my we our if should know learn want need read reading find findings point points key theme themes topic topics',
    'compare comparison between different differ relate related look get by each other as at be s stand out conclusions kinds things author authors argue whole disagree agree',
  ]
    .join(' ')
    .replaceAll(
      ' ',
      '|',
    )})\\b|请问?|帮我|给我|用|一?[两二三几]?句话|一段话|一个|什么|哪些|有|的|了|是|在|讲|说|谈|和|与|之间|里面?|中|一下|吗|呢|我|你|都|些|主要|内容|文档|文集|关于|大致|哪|几|个|方面|方向|可以|能|列出|列举|介绍|告诉|对|做|份|简要|简单|整体|分别|共|同|比较|对比|点|快速|了解|通读|得出|后|上传|包含|问题|研究`,
  'gi',
);

/** How far a question asks about all of the documents. */
export interface CorpusQuestion {
  /** True when no single passage could answer it. */
  isAboutEverything: boolean;
  /** What it asks about all the same: themes of what, a summary of what; empty when it is about everything. */
  topic: Concept[];
}

/** Judges by the question's words alone whether all of the documents are asked about. */
export function readCorpusQuestion({ text, concepts }: Question): CorpusQuestion {
  const withoutCorpus = without(text, EVERYTHING);
  const namesCorpus = withoutCorpus !== text;
  const rest = without(withoutCorpus, SUMMARY);
  const asksForSummary = rest !== withoutCorpus;
  const residue = rest
    .replace(FILLER, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const topic = concepts.filter(({ surface }) => residue.includes(surface));
  const isAbout = asksForSummary || (namesCorpus && (residue === '' || ABOUT.test(withoutCorpus)));
  // "What are the main themes?" has no word for the documents, but nothing else that it could be about either.
  const isAboutEverything = isAbout && (residue === '' || (namesCorpus && !namesSomething(residue)));
  return { isAboutEverything, topic };
}

/** A name in Latin letters or in quotes is a place to start from. */
function namesSomething(residue: string): boolean {
  return /\p{Lu}|\d/u.test(residue.slice(1)) || /^\p{Lu}{2}/u.test(residue);
}

function without(text: string, patterns: readonly RegExp[]): string {
  return patterns.reduce((rest, pattern) => rest.replace(pattern, ' '), text);
}
