import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChatCallBody } from './model-call.ts';
import { sendJson } from './send-json.ts';

/** What is done with one request of a batch. */
export type BatchAnswer = (body: ChatCallBody) => Promise<{ status: number; body: unknown }>;

interface Batch {
  id: string;
  input_file_id: string;
  status: 'in_progress' | 'completed' | 'expired';
  output_file_id: string | null;
  polls: number;
}

/** Files and batches of OpenAI's API. */
export interface BatchRoutes {
  /** How many batches were started. */
  started(): number;
  /** The next batches end without answering anybody. */
  expire(): void;
  /** No batch ends from now on, until called with false. */
  hold(held: boolean): void;
  /** @returns false when the path is none of these */
  handle(request: IncomingMessage, text: string, response: ServerResponse): Promise<boolean>;
}

/** A batch is done when it is asked about the second time. */
export function createBatchRoutes(answer: BatchAnswer): BatchRoutes {
  const files = new Map<string, string>();
  const batches: Batch[] = [];
  let expires = false;
  let held = false;

  const advance = async (batch: Batch): Promise<void> => {
    batch.polls += 1;
    if (batch.status !== 'in_progress' || batch.polls < 2 || held) return;
    if (expires) {
      batch.status = 'expired';
      return;
    }
    const lines: string[] = [];
    for (const line of (files.get(batch.input_file_id) ?? '').split('\n')) {
      const { custom_id, body } = JSON.parse(line) as { custom_id: string; body: ChatCallBody };
      const { status, body: reply } = await answer(body);
      lines.push(
        JSON.stringify({ id: 'r', custom_id, response: { status_code: status, body: reply }, error: null }),
      );
    }
    // In another order than they were sent: only the ids tell.
    batch.output_file_id = `out-${batch.id}`;
    files.set(batch.output_file_id, lines.reverse().join('\n'));
    batch.status = 'completed';
  };

  return {
    started: () => batches.length,
    expire() {
      expires = true;
    },
    hold(on) {
      held = on;
    },
    async handle(request, text, response) {
      const path = (request.url ?? '').replace(/\?.*/, '');
      const [, kind, id, content] = /\/(files|batches)(?:\/([\w-]+))?(\/content)?$/.exec(path) ?? [];
      if (!kind) return false;
      if (kind === 'files' && content) {
        response.writeHead(200, { 'content-type': 'application/octet-stream' });
        response.end(files.get(id ?? '') ?? '');
      } else if (kind === 'files') {
        const name = `file-${files.size + 1}`;
        // The lines of the one file in the multipart body.
        files.set(
          name,
          text
            .split(/\r?\n/)
            .filter((line) => line.startsWith('{'))
            .join('\n'),
        );
        sendJson(response, 200, { id: name, object: 'file' });
      } else if (request.method === 'POST') {
        const { input_file_id } = JSON.parse(text) as { input_file_id: string };
        const batch: Batch = {
          id: `batch-${batches.length + 1}`,
          input_file_id,
          status: 'in_progress',
          output_file_id: null,
          polls: 0,
        };
        batches.push(batch);
        sendJson(response, 200, batch);
      } else if (id) {
        const batch = batches.find((one) => one.id === id);
        if (batch) await advance(batch);
        sendJson(response, batch ? 200 : 404, batch ?? { error: { message: 'No such batch' } });
      } else sendJson(response, 200, { object: 'list', data: batches, has_more: false });
      return true;
    },
  };
}
