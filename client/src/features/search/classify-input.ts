/** What a person seems to be writing in the one box. */
export type InputKind = 'empty' | 'command' | 'cypher' | 'question' | 'name';

const CYPHER = /^\s*(?:MATCH|OPTIONAL\s+MATCH|UNWIND|RETURN|CALL|WITH|EXPLAIN|PROFILE)\b[\s\S]*[\s([{]/i;
const QUESTION_WORDS =
  /^(?:what|who|whom|whose|when|where|which|why|how|is|are|was|were|do|does|did|can|could|should|would|will|compare|explain|list|describe|tell|summari[sz]e|name)\s+\S+/i;
const CHINESE_QUESTION =
  /什么|为何|为什么|如何|怎么|怎样|哪些|哪个|哪种|哪里|谁|吗$|呢$|多少|几[个种次]|是否|有没有|区别|介绍|解释|比较|列出/;

const MIN_WORDS_OF_SENTENCE = 6;
const MIN_IDEOGRAPHS_OF_SENTENCE = 14;

/** Reads the beginnings of Cypher, commands (`>`) and questions; everything else is a name to find. */
export function classifyInput(text: string): InputKind {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (trimmed.startsWith('>')) return 'command';
  if (CYPHER.test(trimmed) && /[()]|RETURN/i.test(trimmed)) return 'cypher';
  if (/[?？]$/.test(trimmed)) return 'question';
  if (QUESTION_WORDS.test(trimmed) && trimmed.split(/\s+/).length > 2) return 'question';
  if (CHINESE_QUESTION.test(trimmed)) return 'question';
  const words = trimmed.split(/\s+/).length;
  const ideographs = trimmed.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (words >= MIN_WORDS_OF_SENTENCE || ideographs >= MIN_IDEOGRAPHS_OF_SENTENCE) return 'question';
  return 'name';
}
