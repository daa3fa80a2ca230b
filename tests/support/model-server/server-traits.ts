/** What a server can do and how it says that it cannot. */
export interface ServerTraits {
  /** Keys that it takes; any, and none, when absent. */
  keys?: readonly string[];
  /** Models that it has; any when absent. */
  models?: readonly string[];
  /** Asked for more than this it refuses (`refuses`) or acts as if it had not been asked (`ignores`). */
  structured: 'json-schema' | 'json-object' | 'text';
  structuredManners: 'refuses' | 'ignores';
  /** The only name that it takes for the limit of a reply; both when absent. */
  limitField?: 'max_tokens' | 'max_completion_tokens';
  mostReplyTokens?: number;
  refusesTemperature?: boolean;
  refusesStreamOptions?: boolean;
  refusesSystemRole?: boolean;
  /** Answers a request for a stream in one piece. */
  ignoresStream?: boolean;
  /** Says nothing of tokens. */
  tellsNoUsage?: boolean;
  /** Larger prompts are refused, or cut in silence. */
  contextTokens?: number;
  cutsPrompts?: boolean;
  refusesBase64?: boolean;
  /** Tokens of one text to embed; longer ones are refused, with all that came with them. */
  embeddingTokens?: number;
  /** Calls at once; more are refused with 429. */
  mostAtOnce?: number;
  /** Has files and batches. */
  batches?: boolean;
  /** Extra fields of each model in the list. */
  modelFields?: Record<string, unknown>;
}

/** As the servers behave that people have, as far as it matters here. */
export const SERVERS = {
  openai: { structured: 'json-schema', structuredManners: 'refuses', batches: true },
  /** OpenAI's models that think: another name for the limit, no temperature. */
  'openai-reasoning': {
    structured: 'json-schema',
    structuredManners: 'refuses',
    limitField: 'max_completion_tokens',
    refusesTemperature: true,
  },
  deepseek: { structured: 'json-object', structuredManners: 'refuses', mostReplyTokens: 8192 },
  vllm: {
    structured: 'json-schema',
    structuredManners: 'refuses',
    contextTokens: 8192,
    modelFields: { max_model_len: 8192 },
  },
  'llama.cpp': {
    structured: 'json-schema',
    structuredManners: 'refuses',
    contextTokens: 4096,
    modelFields: { meta: { n_ctx: 4096 } },
    mostAtOnce: 64,
  },
  ollama: { structured: 'json-schema', structuredManners: 'ignores', contextTokens: 4096, cutsPrompts: true },
  /** An old or small server: takes what it knows and ignores the rest. */
  plain: {
    structured: 'text',
    structuredManners: 'ignores',
    refusesSystemRole: true,
    refusesStreamOptions: true,
    tellsNoUsage: true,
    refusesBase64: true,
  },
  /** One that says no to everything that it does not know, and cannot stream. */
  strict: { structured: 'text', structuredManners: 'refuses', ignoresStream: true, refusesBase64: true },
} as const satisfies Record<string, ServerTraits>;
