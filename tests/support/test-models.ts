import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ModelConfig } from '../../adapters/config.ts';
import { createModelAccess } from '../../adapters/models/create-model-access.ts';
import type { ChatRequest } from '../../domain/ports/language-model.ts';
import type { ModelAccess } from '../../domain/ports/model-access.ts';
import { createHastyClock } from './virtual-clock.ts';

/** Models as the product opens them, in a folder of their own, with a clock that never waits. */
export interface TestModels {
  access: ModelAccess;
  folder: string;
  slept: number[];
  /** Lets time pass. */
  turn(milliseconds: number): void;
  /** Opens them again on the same folder, as a later process would. */
  again(config?: Partial<ModelConfig>): Promise<ModelAccess>;
  /** Lets go of every remembered reply: those that open them again have none. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

export async function openTestModels(url: string, config: Partial<ModelConfig> = {}): Promise<TestModels> {
  const folder = await mkdtemp(path.join(tmpdir(), 'orrery-models-'));
  const clock = createHastyClock();
  const open = (more: Partial<ModelConfig> = {}): Promise<ModelAccess> =>
    createModelAccess({
      config: {
        chatModel: 'scripted',
        embeddingModel: 'scripted-embedding',
        apiKey: 'sk-test-1234567890abcdef',
        baseUrl: url,
        ...config,
        ...more,
      },
      folder,
      clock,
      random: () => 0.5,
    });
  return {
    access: await open(),
    folder,
    slept: clock.slept,
    turn: clock.turn,
    again: open,
    forget: () => rm(path.join(folder, 'models'), { recursive: true, force: true, maxRetries: 5 }),
    close: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** A request for free text; a test says what matters to it. */
export function aChatRequest(fields: Partial<ChatRequest> = {}): ChatRequest {
  return { messages: [{ role: 'user', content: 'Say hello.' }], maxTokens: 200, purpose: 'test', ...fields };
}

/** A request for JSON: `{"names": [...]}`. */
export function aJsonRequest(fields: Partial<ChatRequest> = {}): ChatRequest {
  return aChatRequest({
    messages: [
      { role: 'system', content: 'List the names in the text.' },
      { role: 'user', content: 'Ada met Charles in London.' },
    ],
    schema: {
      name: 'names',
      schema: {
        type: 'object',
        properties: { names: { type: 'array', items: { type: 'array', items: { type: 'string' } } } },
        required: ['names'],
        additionalProperties: false,
      },
    },
    ...fields,
  });
}
