import type OpenAI from 'openai';
import { z } from 'zod';

/** What servers tell of a model in their list: the size of the context vLLM, OpenRouter and others, LM Studio, llama.cpp; parameters llama.cpp. */
const ServedModel = z.object({
  id: z.string(),
  max_model_len: z.number().nullish(),
  context_length: z.number().nullish(),
  max_context_length: z.number().nullish(),
  meta: z.object({ n_ctx: z.number().nullish(), n_params: z.number().nullish() }).nullish(),
});

/** What the server tells of the model in its list; null is not told. @throws as the `openai` package does */
export async function servedModel(
  client: OpenAI,
  model: string,
  signal: AbortSignal | undefined,
): Promise<{ contextTokens: number | null; parameters: number | null }> {
  const page = await client.models.list(signal ? { signal } : {});
  const served = (page.data ?? []).flatMap((entry) => {
    const parsed = ServedModel.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
  // A server of one model answers to any name.
  const found = served.find(({ id }) => id === model) ?? (served.length === 1 ? served[0] : undefined);
  return {
    contextTokens:
      found?.max_model_len ??
      found?.meta?.n_ctx ??
      found?.context_length ??
      found?.max_context_length ??
      null,
    parameters: found?.meta?.n_params ?? null,
  };
}
