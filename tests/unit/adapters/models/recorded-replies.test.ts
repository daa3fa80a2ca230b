import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../../adapters/models/read-json.ts';
import { endsInLoop } from '../../../../adapters/models/repetition.ts';

/** Replies of a small real model, trimmed. */
function recorded(name: string): { finish: string; text: string } {
  return JSON.parse(
    readFileSync(new URL(`../../../fixtures/model-replies/${name}.json`, import.meta.url), 'utf8'),
  );
}

const schema = { type: 'object', required: ['e', 'r'] };
type Value = { e: unknown[]; r?: unknown[] };

describe('what a small model really says', () => {
  it('is known to run in circles, and gives its whole records', () => {
    const { text } = recorded('loop-in-schema');
    expect(endsInLoop(text)).toBe(true);
    const read = readJson(text, schema);
    expect(read).toMatchObject({ cutOff: true, repaired: true });
    for (const entity of (read.value as Value).e) expect(entity).toHaveLength(4);
  });

  it('is read from a code fence, with what is wrong in it left to the caller', () => {
    const read = readJson(recorded('fenced-wrong-indices').text, schema);
    expect(read).toMatchObject({ repaired: false, cutOff: false });
    expect((read.value as Value).r).toHaveLength(4);
  });

  it('is read from a fence that was never closed, up to the last whole record', () => {
    const read = readJson(recorded('cut-in-fence').text, schema);
    expect(read.cutOff).toBe(true);
    expect((read.value as Value).e.at(-1)).toEqual(['LoRA', 'MODEL', ['METHOD'], [4]]);
  });

  it('is no JSON where it is none', () => {
    expect(readJson(recorded('lines-for-json').text, schema).value).toBeUndefined();
  });

  it('is not taken for a loop where records differ in a number', () => {
    const list = Array.from({ length: 400 }, (_, index) => ['Name', 'person', [index]]);
    expect(endsInLoop(JSON.stringify(list))).toBe(false);
  });
});
