import type { End } from './findings.ts';
import type { SentenceContext } from './sentence-context.ts';
import { PHRASE as P } from './template.ts';

/** Verbs that say how two things are related, with how often they are right. */
const VERBS: readonly { words: string; confidence: number }[] = [
  { words: '应用于|适用于|用于|用来|用以|用作|旨在', confidence: 0.6 },
  { words: '依赖于|依赖|源于|来源于|衍生自|取决于|建立在|基于', confidence: 0.6 },
  { words: '包括|包含|含有|涵盖|分为|划分为|内置|组成', confidence: 0.6 },
  { words: '使用|采用|利用|借助|运用|引入|调用', confidence: 0.55 },
  { words: '导致|引起|造成|引发|带来', confidence: 0.6 },
  { words: '解决|缓解|克服|避免|防止|减轻|消除|应对', confidence: 0.6 },
  { words: '提高|提升|增强|改善|改进|优化|加速|促进|加快', confidence: 0.55 },
  { words: '降低|减少|减小|压缩|抑制', confidence: 0.55 },
  { words: '生成|产生|输出|转换为|转化为|映射到|映射为|编码为|分泌|合成|释放', confidence: 0.5 },
  { words: '支持|控制|调节|负责|管理|保护|运输|储存|存储', confidence: 0.5 },
  {
    words:
      '取代|替代|代替|继承|统一|击败|打败|统治|占领|建立|收购|辅佐|推行|主持|支持|击溃|修筑|开辟|复现|负责|吸收|催化|合成',
    confidence: 0.55,
  },
];
const ALL_VERBS = VERBS.map((verb) => verb.words).join('|');
const CONFIDENCE = new Map(
  VERBS.flatMap((verb) => verb.words.split('|').map((word) => [word, verb.confidence] as const)),
);
const ADVERB =
  '(?:可以|能够|可|能|会|主要|通常|常|常常|一般|还|也|则|都|广泛|有效地?|显著|大大|进一步|从而|有助于|往往|容易|直接|同时|专门|被|来|以|就)*';
const CLAUSE = new RegExp(
  `^(.{0,40}?)(${P})([^\\uE000-\\uF8FF的不没无未]{0,8}?)${ADVERB}(${ALL_VERBS})(?:了|着|到|在)?\\s*([^\\uE000-\\uF8FF不没无]{0,8}?)(${P}(?:\\s*(?:、|和|与|以及|及|或)\\s*${P})*)(.{0,8})$`,
);
const ELIDED = new RegExp(
  `^\\s*(?:它|其|该\\S{0,4}|此\\S{0,2}|并|并且|从而|因此|进而|也|还)?${ADVERB}(${ALL_VERBS})(?:了|着|到)?\\s*([^\\uE000-\\uF8FF不没无]{0,8}?)(${P}(?:\\s*(?:、|和|与|以及|及|或)\\s*${P})*)(.{0,8})$`,
);
const PREPOSITION =
  /(?:在|对|对于|从|将|把|通过|为了|为|用|给|当|如果|由于|随着|与|和|根据|关于|让|使|除了|像|之后|因为|按)\s*[^，]{0,6}$/;
const GOOD_TAIL =
  /^\s*(?:等.{0,6}|之间|中|上|的?(?:过程|任务|问题|能力|效率|性能|质量|训练|领域|场景|方法|风险|成本|速度|系统|模型)(?:中|上|之间)?|组成|构成)?$/;
const BAD_LEAD = /通过|在|对|将|把|由|从|更|该|这|那|以下|上述|如下|是/;

/** Looser relations: a verb between two phrases of one clause, as RELATED_TO with the verb as its description. */
export function chineseVerbs(context: SentenceContext): void {
  const { text } = context.template;
  if (!new RegExp(ALL_VERBS).test(text)) return;
  let subject: End | null = null;
  const clauses = text.split(/[，。；！？]/);
  clauses.forEach((clause, index) => {
    const body = index === 0 && context.head ? clause.slice(clause.indexOf('：') + 1) : clause;
    const found = CLAUSE.exec(body);
    if (found) {
      const [, before = '', who, , verb = '', lead = '', objects = '', tail = ''] = found;
      if (PREPOSITION.test(before) || BAD_LEAD.test(lead) || !GOOD_TAIL.test(tail)) return;
      subject = context.end(who);
      context.subject ??= subject;
      relate(context, subject, verb, objects, 1);
      return;
    }
    const elided = ELIDED.exec(body);
    if (!elided) return;
    const [, verb = '', lead = '', objects = '', tail = ''] = elided;
    if (BAD_LEAD.test(lead) || !GOOD_TAIL.test(tail)) return;
    const pronoun = index === 0 && !context.head;
    relate(
      context,
      pronoun ? (context.previous?.subject ?? null) : (subject ?? context.head ?? context.subject),
      verb,
      objects,
      0.85,
    );
  });
}

function relate(
  context: SentenceContext,
  subject: End | null,
  verb: string,
  objects: string,
  factor: number,
): void {
  const confidence = (CONFIDENCE.get(verb) ?? 0.5) * factor;
  for (const object of objects) {
    const end = context.end(object);
    if (end)
      context.state({ type: 'RELATED_TO', pattern: 'zh-verb', confidence, description: verb }, subject, end);
  }
}
