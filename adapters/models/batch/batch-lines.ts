import { z } from 'zod';
import type { ChatBody } from '../chat-body.ts';
import type { ReplyPiece } from '../open-reply.ts';

/** One reply of a batch. */
export interface BatchLine {
  key: string;
  /** Null when the request failed. */
  body: ReplyPiece | null;
  /** Of the request; 0 when the provider never came to it. */
  status: number;
  message: string;
}

const Line = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.number(), body: z.unknown() }).nullish(),
  error: z.object({ message: z.string().nullish() }).nullish(),
});

/** The requests of a batch as a file of JSON lines. @see https://platform.openai.com/docs/guides/batch */
export function toBatchFile(requests: readonly { key: string; body: ChatBody }[]): string {
  return requests
    .map(({ key, body }) =>
      JSON.stringify({ custom_id: key, method: 'POST', url: '/v1/chat/completions', body }),
    )
    .join('\n');
}

/** The replies of a batch, from its output or its error file; lines that are not what they should be are left out. */
export function readBatchFile(text: string): BatchLine[] {
  return text.split('\n').flatMap((line) => {
    const parsed = Line.safeParse(safeJson(line));
    if (!parsed.success) return [];
    const { custom_id: key, response, error } = parsed.data;
    const status = response?.status_code ?? 0;
    const good = status === 200 && typeof response?.body === 'object' && response.body !== null;
    return [
      {
        key,
        status,
        body: good ? (response.body as ReplyPiece) : null,
        message: error?.message ?? messageIn(response?.body),
      },
    ];
  });
}

function messageIn(body: unknown): string {
  const error = (body as { error?: { message?: unknown } } | null | undefined)?.error;
  return typeof error?.message === 'string' ? error.message : '';
}

function safeJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
