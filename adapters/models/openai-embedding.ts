import { APIError } from 'openai';
import { GraphRagError } from '../../domain/errors.ts';
import type { ModelUsage } from '../../domain/model-price.ts';
import { reasonFor } from '../../domain/reason.ts';
import { decodeVector, normalised } from './decode-vector.ts';
import { embeddingPrefix } from './embedding-prefix.ts';
import { type CallTarget, toModelError } from './model-error.ts';
import { createOpenAiClient, type ModelServerOptions, targetOf } from './openai-client.ts';

export interface OpenAiEmbeddingOptions extends ModelServerOptions {
  /** For servers that embed questions under another name; the same model unless told. */
  queryModel?: string | undefined;
}

/** Texts of one call. */
interface EmbeddingCall {
  texts: readonly string[];
  kind: 'passage' | 'query';
  signal?: AbortSignal | undefined;
}

/** One call for one batch; what stands around it is in `compose-embedding-model.ts`. */
export interface EmbeddingCaller {
  readonly name: string;
  /** @returns one vector a text, in order, of norm 1; `inputTokens` is null when the server does not tell. @throws as EmbeddingModel */
  call(
    call: EmbeddingCall,
  ): Promise<{ vectors: Float32Array[]; inputTokens: ModelUsage['inputTokens'] | null }>;
}

interface EmbeddingReply {
  data?: { index?: number; embedding?: unknown }[];
  usage?: { prompt_tokens?: number } | null;
}

/**
 * Embeddings of any server that speaks OpenAI's format. Asks for base64, a third of the bytes, and for plain numbers where a server refuses that;
 * reads whichever comes.
 */
export function createOpenAiEmbedding(options: OpenAiEmbeddingOptions): EmbeddingCaller {
  const client = createOpenAiClient(options);
  const target = targetOf(options);
  let format: 'base64' | 'float' = 'base64';

  const send = async (
    model: string,
    input: string[],
    signal: AbortSignal | undefined,
  ): Promise<EmbeddingReply> => {
    const asked = format;
    try {
      const callOptions = signal ? { signal } : {};
      return (await client.embeddings.create(
        { model, input, encoding_format: asked },
        callOptions,
      )) as EmbeddingReply;
    } catch (error) {
      const aboutFormat =
        error instanceof APIError &&
        (error.status === 400 || error.status === 422) &&
        /encoding_format|base64/i.test(error.message);
      if (!aboutFormat || asked === 'float') throw toModelError(error, target, signal);
      format = 'float';
      return send(model, input, signal);
    }
  };

  return {
    name: options.model,
    async call({ texts, kind, signal }) {
      const model = kind === 'query' ? (options.queryModel ?? options.model) : options.model;
      const prefix = embeddingPrefix(model, kind);
      const reply = await send(
        model,
        texts.map((text) => prefix + text),
        signal,
      );
      return {
        vectors: vectorsOf(reply, texts.length, target),
        inputTokens: reply?.usage?.prompt_tokens ?? null,
      };
    },
  };
}

/** In the order of the texts: servers may answer in another. */
function vectorsOf(reply: EmbeddingReply | undefined, count: number, target: CallTarget): Float32Array[] {
  const data = reply?.data;
  if (!Array.isArray(data)) throw invalid(target, 'has no vectors in it');
  if (data.length !== count) throw invalid(target, `has ${data.length} vectors for ${count} texts`);
  const vectors: Float32Array[] = new Array(count);
  data.forEach((entry, place) => {
    const decoded = decodeVector(entry?.embedding);
    const vector = decoded && normalised(decoded);
    if (!vector) throw invalid(target, 'has something that is not a vector');
    vectors[entry.index ?? place] = vector;
  });
  const dimension = vectors[0]?.length;
  for (let index = 0; index < count; index += 1) {
    if (vectors[index]?.length !== dimension) throw invalid(target, 'has vectors of different lengths');
  }
  return vectors;
}

function invalid({ model, server }: CallTarget, what: string): GraphRagError {
  return new GraphRagError('model-output-invalid', `The reply of ${model} at ${server} ${what}`, {
    reason: reasonFor('model-no-vectors', { model, server }),
    hint: 'Check that ORRERY_EMBEDDING_MODEL names an embedding model of this server.',
  });
}
