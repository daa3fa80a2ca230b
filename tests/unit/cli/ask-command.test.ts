import { describe, expect, it } from 'vitest';
import type { Api } from '../../../cli/api.ts';
import { type AskFlags, askCommand } from '../../../cli/commands/ask.ts';
import type { Output } from '../../../cli/output.ts';

const plan = {
  mode: 'local',
  why: 'It is so.',
  language: 'en',
  kind: 'who',
  answerer: 'model',
  model: 'some-model',
};
const citation = {
  number: 1,
  documentId: 'd',
  source: 'a.md',
  start: 0,
  end: 4,
  quote: 'Ada\nproposed it.',
  entityIds: ['e'],
};
const audit = {
  sentences: [
    { text: 'Ada did.', support: 'quoted', citations: [1] },
    { text: 'She won a prize.', support: 'none', citations: [] },
  ],
  struckOut: 2,
  cutOff: true,
};
const usage = {
  inputTokens: 980,
  outputTokens: 40,
  cost: 0.00042,
  calls: 1,
  cachedCalls: 0,
  milliseconds: 9,
};
const written: [string, unknown][] = [
  ['plan', plan],
  ['text', { text: 'Ada did [1]. ' }],
  ['text', { text: 'She won a prize. …' }],
  ['citation', citation],
  ['audit', audit],
  ['usage', usage],
  ['done', { answerId: 'a', answered: true }],
];
const flags: AskFlags = { mode: 'auto', answer: 'auto', limit: 8, retrieveOnly: false };

/** Runs the command against a server that tells these events. */
async function run(
  events: [string, unknown][],
  change: Partial<AskFlags> = {},
): Promise<{ value: unknown; lines: readonly string[]; asked: unknown }> {
  const told = { value: null as unknown, lines: [] as readonly string[], asked: null as unknown };
  const api: Pick<Api, 'events'> = {
    async *events(_, __, body) {
      told.asked = body;
      for (const [event, data] of events) yield { id: null, event, data: JSON.stringify(data) };
    },
  };
  const output: Output = {
    json: false,
    result(value, lines) {
      told.value = value;
      told.lines = lines;
    },
    note: () => undefined,
  };
  await askCommand(api as Api, 'Who?', { ...flags, ...change }, output);
  return told;
}

describe('orrery ask', () => {
  it('prints what a model wrote with its sources, what no source says, and what it took', async () => {
    const { lines, value } = await run(written);
    expect(lines).toEqual([
      'Ada did [1]. She won a prize. …',
      '',
      '[1] a.md: Ada proposed it.',
      '',
      'No source says: She won a prize.',
      'The model was cut off: the answer is not whole.',
      'Written by some-model · 2 wrong citations taken out · 980 + 40 tokens · $0.0004',
    ]);
    expect(value).toMatchObject({
      answered: true,
      model: 'some-model',
      usage,
      unsupported: ['She won a prize.'],
      citations: [{ number: 1, quote: citation.quote }],
    });
    expect(value).not.toHaveProperty('citations.0.entityIds');
  });

  it('says first that the documents do not answer, and takes nothing for an answer that has no source', async () => {
    const { lines, value } = await run([
      ['plan', plan],
      ['text', { text: 'Bob did. ' }],
      ['text', { text: '\n\nNot in your documents.', refusal: true }],
      ['audit', { sentences: [{ text: 'Bob did.', support: 'none', citations: [] }] }],
      ['usage', usage],
      ['done', { answerId: 'a', answered: false }],
    ]);
    expect(lines).toEqual([
      'Not in your documents.',
      '',
      '',
      'What the model wrote has no source: Bob did.',
      'Asked some-model · 980 + 40 tokens · $0.0004',
    ]);
    expect(value).toMatchObject({
      answered: false,
      answer: 'Not in your documents.',
      unsupported: ['Bob did.'],
      citations: [],
    });
  });

  it('tells which reports are not in the answer because the model failed', async () => {
    const unread = { titles: ['Harbours', 'Mills'], message: 'The server is too busy' };
    const events = written.map(([event, data]): [string, unknown] => [
      event,
      event === 'audit' ? { ...audit, unread } : data,
    ]);
    expect((await run(events)).lines).toContain(
      'Not read, for the model failed (The server is too busy): the reports Harbours; Mills',
    );
  });

  it.each([
    [{ ...usage, cost: null }, 'price not known'],
    [
      { ...usage, inputTokens: 0, outputTokens: 0, calls: 0, cachedCalls: 1, cost: 0 },
      'remembered, nothing was asked',
    ],
  ])('tells of %j', async (took, words) => {
    const { lines } = await run(written.map(([event, data]) => [event, event === 'usage' ? took : data]));
    expect(lines.at(-1)).toContain(words);
  });

  it('says nothing of models where quotes answer', async () => {
    const { lines } = await run(
      written.map(([event, data]) => [
        event,
        event === 'plan' ? { ...plan, answerer: 'extractive', model: null } : data,
      ]),
    );
    expect(lines.join('\n')).not.toMatch(/Written by|tokens/);
  });

  it('passes on who is to answer and how', async () => {
    const { asked } = await run(written, { answer: 'extractive', mode: 'global', limit: 3 });
    expect(asked).toEqual({
      question: 'Who?',
      mode: 'global',
      answerer: 'extractive',
      limit: 3,
      retrieveOnly: false,
    });
  });

  it('lists the reports that were found where reports are read', async () => {
    const report = { communityId: '0:a', title: 'Ports', level: 0, score: 0.5 };
    const { lines, value } = await run([['context', { passages: [], reports: [report], tokens: 0 }]], {
      retrieveOnly: true,
    });
    expect(lines).toEqual(['0.50  Ports']);
    expect(value).toEqual({ passages: [], reports: [report] });
  });

  it('fails with the code and the hint that the server told', async () => {
    const told = { code: 'model-unavailable', message: 'It is away', hint: 'Ask for quotes.' };
    await expect(
      run([
        ['plan', plan],
        ['error', told],
      ]),
    ).rejects.toMatchObject(told);
  });
});
