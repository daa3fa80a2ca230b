/** What kind of sentence answers a question. */
export type QuestionKind = 'definition' | 'comparison' | 'list' | 'who' | 'when' | 'why' | 'how' | 'other';

export type QuestionLanguage = 'zh' | 'en';

/** First match wins: what asks more narrowly stands before. */
const CHINESE_KINDS: readonly (readonly [QuestionKind, RegExp])[] = [
  [
    'comparison',
    /区别|差异|差别|不同|对比|相比|比较|异同|哪个(更|比较)?(好|快|强|准)|\bvs\b|(?:用|选|该).*还是/i,
  ],
  ['who', /谁|哪位|哪家|哪个?(公司|团队|机构|人|组织|大学)|哪些人|作者是/],
  ['when', /什么时候|何时|哪(一)?年|哪(一)?天|几年|什么年代|时间是/],
  ['why', /为什么(?!样)|为何|原因|何以|怎么会|凭什么/],
  [
    'list',
    /哪些|哪[几两三四五](?!年|天)|有几(种|类|步)|几(种|类)|包括(什么|哪)|由.{0,12}(组成|构成)|分(为|成)(哪|几|什么)|列出|列举|(有|的)(什么)?.{0,4}(优点|缺点|优势|劣势|局限|不足|好处|坏处|特点|特征|特性|步骤|流程|阶段|类型|种类|变体|组成部分|参数|用途|应用|挑战)(是什么|有什么)?[？?]?$/,
  ],
  ['how', /如何|怎么|怎样|怎么样|怎么办/],
  [
    'definition',
    /^(请问)?(什么(是|叫)|何谓|何为|啥是)|^[^的]{1,30}(是什么|是啥|指什么|是指什么|什么意思|是什么意思|的定义(是什么)?|又是什么)[？?]?$|^(请)?(介绍|解释|说明)(一下)?[^的]{1,30}$/,
  ],
];

const ENGLISH_KINDS: readonly (readonly [QuestionKind, RegExp])[] = [
  [
    'comparison',
    /\b(differences?|differs?|different|compared?|comparison|versus|vs)\b|\bbetter\b.*\bthan\b|\bor\b.*\b(better|faster)\b/i,
  ],
  [
    'who',
    /\b(who|whom|whose)\b|\bwhich (company|team|lab|person|people|organi[sz]ation|university|researchers?)\b/i,
  ],
  ['when', /^when\b|\bwhen (was|were|did|has|is)\b|\b(which|what) (year|date|day|month)\b/i],
  ['why', /\bwhy\b|\bhow come\b|\breasons?\b|\bwhat causes?\b/i],
  [
    'list',
    /^(what|which) (are|were)\b|\bwhich (?:[a-z-]+ ){0,2}[a-z-]+s\b(?= (?:are|were|do|can|suit|have|exist|belong)\b)|\bwhich [a-z-]+s\b|\b(list|name|enumerate)\b|\bwhat (kinds?|types?|sorts?) of\b|\bconsists? of\b|\b(what|which) [a-z-]*(steps|parts|components|parameters|advantages|benefits|limitations|drawbacks|weaknesses|stages|phases|variants|types|kinds|modes|metrics|methods|options|ways|examples|tools|libraries)\b|\b(the|some) (steps|parts|components|parameters|advantages|benefits|limitations|drawbacks|weaknesses|stages|variants) (of|in)\b/i,
  ],
  ['other', /\bhow (many|much|long|often|large|big|far|old|tall|high|deep|wide|heavy|fast|hot|cold)\b/i],
  [
    'other',
    /\b(?:relationship|relation|connection|link) between\b|\bhow (?:is|are|was|were)\b.*\b(?:related|connected|linked)\b/i,
  ],
  ['how', /\bhow\b/i],
  [
    'definition',
    /^(what'?s|what is|what does|define|explain|describe|tell me about|meaning of)\b(?!.*\b(used for|good for|the [a-z -]+ (of|for|in|behind)\b|do\b))/i,
  ],
];

const BEGINS_ENGLISH =
  /^\s*(?:what|who|whom|whose|when|where|why|which|how|is|are|was|were|do|does|did|can|could|should|list|name|explain|define|describe|tell)\b/i;

/** English when it begins so, else Chinese as soon as it holds more ideographs than half its Latin words. */
export function languageOfQuestion(question: string): QuestionLanguage {
  if (BEGINS_ENGLISH.test(question)) return 'en';
  const ideographs = question.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latinWords = question.match(/[A-Za-z]{2,}/g)?.length ?? 0;
  return ideographs > 0 && ideographs * 2 > latinWords ? 'zh' : 'en';
}

/** What the question asks for; a bare name asks what it is. */
export function kindOfQuestion(question: string, language: QuestionLanguage): QuestionKind {
  const text = question.trim();
  const kinds = language === 'zh' ? CHINESE_KINDS : ENGLISH_KINDS;
  const found = kinds.find(([, pattern]) => pattern.test(text));
  if (found) return found[0];
  const isBareName = !/[？?]/.test(text) && text.split(/\s+/).length <= 4 && text.length <= 30;
  return isBareName ? 'definition' : 'other';
}

/** True when a number answers the question. */
export function asksForNumber(question: string): boolean {
  return /多少|几(个|位|层|种|台|次|倍|步|类|岁|元|人|篇)|多(大|长|高|快|久|远|宽)|\bhow (many|much|long|often|large|big|far|old|tall|high|deep|wide|heavy|fast|hot|cold)\b|\b(value|default|number|size|factor|ratio|rate|percentage|dimension)\b|默认值|取值|比例|大小/i.test(
    question,
  );
}
