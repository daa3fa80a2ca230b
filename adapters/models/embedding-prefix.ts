/** What a model wants in front of a text, by its kind. */
interface Prefixes {
  pattern: RegExp;
  query: string;
  passage: string;
}

/**
 * As the models' own cards ask for it; without it their questions and passages do not meet.
 *
 * @see https://huggingface.co/intfloat/multilingual-e5-large, https://huggingface.co/nomic-ai/nomic-embed-text-v1.5,
 *   https://huggingface.co/Qwen/Qwen3-Embedding-0.6B, https://huggingface.co/BAAI/bge-large-zh-v1.5
 */
const PREFIXES: readonly Prefixes[] = [
  {
    pattern: /e5-mistral|e5-.*-instruct/,
    query: 'Instruct: Retrieve passages that answer the question\nQuery: ',
    passage: '',
  },
  { pattern: /(^|-)e5-(small|base|large)/, query: 'query: ', passage: 'passage: ' },
  { pattern: /nomic-embed/, query: 'search_query: ', passage: 'search_document: ' },
  {
    pattern: /qwen3-embedding/,
    query: 'Instruct: Retrieve passages that answer the question\nQuery:',
    passage: '',
  },
  { pattern: /bge-.*-zh/, query: '为这个句子生成表示以用于检索相关文章：', passage: '' },
  { pattern: /bge-.*-en/, query: 'Represent this sentence for searching relevant passages: ', passage: '' },
];

/** What the model of this name wants in front of texts of this kind; nothing for models that make no difference. */
export function embeddingPrefix(model: string, kind: 'passage' | 'query'): string {
  const name = model.toLowerCase();
  return PREFIXES.find(({ pattern }) => pattern.test(name))?.[kind] ?? '';
}
