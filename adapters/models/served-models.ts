import type OpenAI from 'openai';
import { z } from 'zod';

/** Where servers tell the size of the context in their list of models: vLLM, OpenRouter and others, LM Studio, llama.cpp. */
const ServedModel = z.object({
  id: z.string(),
  max_model_len: z.number().nullish(),
  context_length: z.number().nullish(),
  max_context_length: z.number().nullish(),
  meta: z.object({ n_ctx: z.number().nullish() }).nullish(),
});

/** Tokens of context that the server tells of the model; null when it does not list it or does not say. @throws as the `openai` package does */
export async function contextTokensOf(
  client: OpenAI,
  model: string,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  const page = await client.models.list(signal ? { signal } : {});
  const served = (page.data ?? []).flatMap((entry) => {
    const parsed = ServedModel.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
  // A server of one model answers to any name.
  const found = served.find(({ id }) => id === model) ?? (served.length === 1 ? served[0] : undefined);
  return (
    found?.max_model_len ?? found?.meta?.n_ctx ?? found?.context_length ?? found?.max_context_length ?? null
  );
}
