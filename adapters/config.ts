import { z } from 'zod';
import { GraphRagError } from '../domain/errors.ts';

/** What the environment says, read once. Flags of the command line stand above it. */
export interface Config {
  port: number;
  /** Asked of every request when set; needed to listen beyond loopback. */
  token: string | undefined;
  neo4j: { uri: string; username: string; password: string; database: string | undefined } | undefined;
  model: ModelConfig | undefined;
}

/** A chat model, an embedding model, or both. */
export interface ModelConfig {
  chatModel: string | undefined;
  embeddingModel: string | undefined;
  apiKey: string | undefined;
  baseUrl: string | undefined;
  /** Where embeddings are made when not at `baseUrl`. */
  embeddingBaseUrl?: string | undefined;
  /** For servers that embed questions under another name. */
  embeddingQueryModel?: string | undefined;
  /** What the provider allows, where one wants to stay below it from the first call; else it is learned. */
  requestsPerMinute?: number | undefined;
  tokensPerMinute?: number | undefined;
  /** Most calls at once. */
  concurrency?: number | undefined;
}

/** Empty counts as unset. */
const text = z
  .string()
  .optional()
  .transform((value) => value?.trim() || undefined);

const count = text
  .transform((value) => (value === undefined ? undefined : Number(value)))
  .refine((value) => value === undefined || (Number.isInteger(value) && value > 0), {
    message: 'must be a whole number above 0',
  });

const url = (schemes: RegExp, example: string) =>
  text.refine((value) => value === undefined || (schemes.test(value) && URL.canParse(value)), {
    message: `must be an address such as ${example}`,
  });

const Environment = z
  .object({
    PORT: text
      .transform((value) => (value === undefined ? 4750 : Number(value)))
      .refine((value) => Number.isInteger(value) && value >= 0 && value <= 65_535, {
        message: 'must be a port number from 0 to 65535',
      }),
    ORRERY_TOKEN: text.refine((value) => value === undefined || value.length >= 16, {
      message: 'must have at least 16 characters',
    }),
    NEO4J_URI: url(/^(bolt|neo4j)(\+s|\+ssc)?:\/\//, 'bolt://127.0.0.1:7687 or neo4j+s://host'),
    NEO4J_USERNAME: text,
    NEO4J_PASSWORD: text,
    NEO4J_DATABASE: text,
    OPENAI_API_KEY: text,
    OPENAI_BASE_URL: url(/^https?:\/\//, 'http://127.0.0.1:11434/v1'),
    ORRERY_CHAT_MODEL: text,
    ORRERY_EMBEDDING_MODEL: text,
    ORRERY_EMBEDDING_BASE_URL: url(/^https?:\/\//, 'http://127.0.0.1:8102/v1'),
    ORRERY_EMBEDDING_QUERY_MODEL: text,
    ORRERY_REQUESTS_PER_MINUTE: count,
    ORRERY_TOKENS_PER_MINUTE: count,
    ORRERY_CONCURRENCY: count,
  })
  .superRefine((environment, context) => {
    if (environment.OPENAI_API_KEY || environment.OPENAI_BASE_URL) return;
    const issue = (name: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [name], message });
    if (environment.ORRERY_CHAT_MODEL)
      issue(
        'ORRERY_CHAT_MODEL',
        'needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server that asks for no key',
      );
    else if (environment.ORRERY_EMBEDDING_MODEL && !environment.ORRERY_EMBEDDING_BASE_URL)
      issue(
        'ORRERY_EMBEDDING_MODEL',
        'needs OPENAI_API_KEY, or ORRERY_EMBEDDING_BASE_URL for a server that asks for no key',
      );
  });

/**
 * Reads the configuration; the only place that looks at the environment.
 *
 * @throws GraphRagError `config-invalid` naming every problem at once
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new GraphRagError('config-invalid', `The environment is not right: ${problems.join('; ')}`, {
      hint: 'Change these variables, or leave them empty to do without.',
    });
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    token: values.ORRERY_TOKEN,
    neo4j: values.NEO4J_URI
      ? {
          uri: values.NEO4J_URI,
          username: values.NEO4J_USERNAME ?? 'neo4j',
          password: values.NEO4J_PASSWORD ?? '',
          database: values.NEO4J_DATABASE,
        }
      : undefined,
    model:
      values.ORRERY_CHAT_MODEL || values.ORRERY_EMBEDDING_MODEL
        ? {
            chatModel: values.ORRERY_CHAT_MODEL,
            embeddingModel: values.ORRERY_EMBEDDING_MODEL,
            apiKey: values.OPENAI_API_KEY,
            baseUrl: values.OPENAI_BASE_URL,
            embeddingBaseUrl: values.ORRERY_EMBEDDING_BASE_URL,
            embeddingQueryModel: values.ORRERY_EMBEDDING_QUERY_MODEL,
            requestsPerMinute: values.ORRERY_REQUESTS_PER_MINUTE,
            tokensPerMinute: values.ORRERY_TOKENS_PER_MINUTE,
            concurrency: values.ORRERY_CONCURRENCY,
          }
        : undefined,
  };
}
