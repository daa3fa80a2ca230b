import type { ModelConfig } from '../../adapters/config.ts';
import { createModelAccess } from '../../adapters/models/create-model-access.ts';
import { GraphRagError } from '../../domain/errors.ts';
import type { ModelPrice } from '../../domain/model-price.ts';
import type { ModelDescription } from '../../domain/ports/language-model.ts';
import type { ModelAccess, ModelSession } from '../../domain/ports/model-access.ts';
import { closed } from '../../domain/reply-schema.ts';
import type { Finding } from './doctor.ts';

/** How long a model has to answer; what does not fit is told as a failure. */
const PATIENCE_MS = 30_000;
/** Prompt, source and reply of one call of the extractor, with room. */
const TOKENS_OF_A_CALL = 6000;

/** Asks each model that is configured for one short reply, which takes some 50 tokens, and says what it can do. */
export async function modelFindings(config: ModelConfig | undefined, folder: string): Promise<Finding[]> {
  const none = {
    check: 'model',
    ok: true,
    detail: 'none is set: reading and answering work from the text alone',
  };
  if (!config) return [none];
  const where = config.baseUrl ?? 'the OpenAI API';
  try {
    const access = await createModelAccess({ config, folder });
    const session = access.open({ isUrgent: true });
    const findings = [
      access.chatModel === null
        ? none
        : await tried('model', `${access.chatModel} at ${where}`, () => chatDetail(access, session)),
    ];
    if (session.embedding) {
      const name = `${config.embeddingModel} at ${config.embeddingBaseUrl ?? where}`;
      findings.push(await tried('embedding model', name, () => embeddingDetail(session)));
    }
    return findings;
  } catch (error) {
    return [{ check: 'model', ok: false, detail: toldOf(error) }];
  }
}

async function tried(check: string, name: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { check, ok: true, detail: `${name}: ${await look()}` };
  } catch (error) {
    return { check, ok: false, detail: `${name}: ${toldOf(error)}` };
  }
}

async function chatDetail({ chatPrice }: ModelAccess, { chat }: ModelSession): Promise<string> {
  const options = { signal: AbortSignal.timeout(PATIENCE_MS) };
  // First, because it is not tried again: a server that is not there is told at once.
  await chat.describe(options);
  await chat.complete(
    {
      // The time makes it a question that was never asked, so that the server and no memory answers.
      messages: [{ role: 'user', content: `${new Date().toISOString()}: answer with {"ok":true}` }],
      schema: OK_SCHEMA,
      maxTokens: 200,
      purpose: 'doctor',
    },
    options,
  );
  const { contextTokens, structuredReplies } = await chat.describe(options);
  return [
    `answers, ${replyWords(structuredReplies)}`,
    contextWords(contextTokens),
    priceWords(chatPrice),
  ].join('; ');
}

async function embeddingDetail({ embedding }: ModelSession): Promise<string> {
  const options = { signal: AbortSignal.timeout(PATIENCE_MS) };
  const [vector] = (await embedding?.embed(['Orrery'], options)) ?? [];
  return `answers, ${vector?.length ?? 0} numbers a vector`;
}

const OK_SCHEMA = {
  name: 'ok',
  schema: closed({ ok: { type: 'boolean' } }),
};

function replyWords(structured: ModelDescription['structuredReplies']): string {
  if (structured === 'json-schema') return 'replies held to a JSON schema';
  if (structured === 'json-object') return 'replies held to JSON, not to a schema';
  return 'replies are free text that is read as JSON';
}

function contextWords(tokens: number | null): string {
  if (tokens === null) return 'the server does not tell its context';
  const short = tokens < TOKENS_OF_A_CALL ? `, little: calls that do not fit are halved` : '';
  return `context of ${tokens.toLocaleString('en')} tokens${short}`;
}

function priceWords(price: ModelPrice | null): string {
  if (!price) return 'price not known: write it into prices.json for estimates and budgets';
  if (price.input + price.output === 0) return 'costs nothing';
  return `$${price.input} in, $${price.output} out for a million tokens`;
}

function toldOf(error: unknown): string {
  if (error instanceof GraphRagError)
    return [error.message.replace(/\.$/, ''), error.hint].filter(Boolean).join('. ');
  if ((error as Error).name === 'TimeoutError') return `no answer within ${PATIENCE_MS / 1000} s`;
  return (error as Error).message;
}
