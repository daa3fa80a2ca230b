import { describe, expect, it } from 'vitest';
import { readJson } from '../../../../adapters/models/read-json.ts';
import { stripThinking } from '../../../../adapters/models/strip-thinking.ts';
import { MALFORMATIONS, malform } from '../../../support/model-server/misbehaviour.ts';

const schema = { type: 'object', required: ['entities', 'relationships'] };
const meant = {
  entities: [
    ['RAG', 'METHOD', ['检索增强生成'], [1, 2]],
    ['BM25', 'METHOD', [], [2]],
  ],
  relationships: [[0, 1, 'USES', 2, 'RAG ranks with BM25, "as is"']],
};
const text = JSON.stringify(meant);

describe('the JSON of a reply', () => {
  it('is read as it stands', () => {
    expect(readJson(text, schema)).toEqual({ value: meant, text, repaired: false, cutOff: false });
  });

  it('is never taken for something else, however it was spoilt', () => {
    const whole = [
      'fenced',
      'thinking',
      'unopened-thinking',
      'talk-around',
      'wrong-brackets',
      'missing-commas',
      'end-marker',
      'trailing-commas',
      'string-in-string',
    ];
    const none = ['apology', 'empty'];
    const cut = ['cut-at-limit', 'cut-without-a-word', 'runaway'];
    for (const how of MALFORMATIONS) {
      const read = readJson(stripThinking(malform(text, how).text), schema);
      if (whole.includes(how)) expect(read, how).toMatchObject({ value: meant, cutOff: false });
      if (none.includes(how)) expect(read, how).toMatchObject({ value: undefined });
      if (cut.includes(how))
        expect(read.value === undefined || read.cutOff || how === 'runaway', how).toBe(true);
    }
  });

  it('keeps what stands whole before a cut, and no half record', () => {
    const read = readJson('{"entities":[["RAG","METHOD"],["BM25","MET', schema);
    expect(read).toMatchObject({ value: { entities: [['RAG', 'METHOD']] }, repaired: true, cutOff: true });
    for (let end = text.indexOf('],"rel'); end > text.indexOf('["BM25'); end -= 1) {
      const { value, cutOff } = readJson(text.slice(0, end), schema);
      expect(value, text.slice(0, end)).toEqual({
        entities: meant.entities.slice(0, end === text.indexOf('],"rel') ? 2 : 1),
      });
      expect(cutOff).toBe(true);
    }
  });

  it('is whole when only the last brackets were forgotten', () => {
    expect(readJson(text.slice(0, -1), schema)).toMatchObject({
      value: meant,
      repaired: true,
      cutOff: false,
    });
  });

  it('is none where two answers stand one after the other, as drafts and answers by part do: neither is all of it', () => {
    const other = JSON.stringify({ entities: [], relationships: [] });
    const fence = (one: string) => `\`\`\`json\n${one}\n\`\`\``;
    for (const both of [
      `${text}\n${other}`,
      `${other}\n\nAnd for the second text:\n${text}`,
      `[${text},${other}]`,
      `${fence(text)}\n${fence(other)}`,
    ])
      expect(readJson(both, schema).value, both).toBeUndefined();
    expect(readJson(`${text}\n${text}`, schema).value).toEqual(meant);
    expect(readJson(`${text} (a {draft}, see {"note":1})`, schema).value).toEqual(meant);
  });

  it('is not looked for in talk', () => {
    for (const talk of [
      "I'm sorry, I can't.",
      'There are none [sic].',
      '{}',
      '{"error": "no"}',
      '42',
      '"text"',
      '[]',
    ]) {
      expect(readJson(talk, schema).value, talk).toBeUndefined();
    }
  });

  it('may be a list where a list was asked for', () => {
    expect(readJson('Here: [1, 2]', { type: 'array' }).value).toEqual([1, 2]);
  });
});
