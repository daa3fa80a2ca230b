import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphRagError } from '../../domain/errors.ts';
import type { LanguageModel } from '../../domain/ports/language-model.ts';
import { aChatRequest, aJsonRequest } from '../support/test-models.ts';

/** A model under test, and what the one behind it says next. */
export interface LanguageModelFixture {
  model: LanguageModel;
  /** Every later reply is this one. */
  say(text: string, finish?: 'stop' | 'length'): void;
  /** Whole replies sent so far. */
  replies(): number;
  close(): Promise<void>;
}

const NAMES = '{"names":[["Ada","person"],["Charles","person"],["London","place"]]}';

/** What every language model promises, whatever server is behind it. */
export function testLanguageModel(name: string, open: () => Promise<LanguageModelFixture>): void {
  describe(`language model: ${name}`, () => {
    let fixture: LanguageModelFixture;
    let asked = 0;
    /** Requests differ, so that nothing is answered from memory. */
    const fresh = (text = 'Ada met Charles in London.') => [
      { role: 'system' as const, content: 'List the names in the text.' },
      { role: 'user' as const, content: `${text} ${++asked}` },
    ];
    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(() => fixture.close());

    it('says what the model said, with what it took', async () => {
      fixture.say('Hello there.');
      const reply = await fixture.model.complete(aChatRequest({ messages: fresh() }));
      expect(reply).toMatchObject({ text: 'Hello there.', finish: 'stop', cached: false, repaired: false });
      expect(reply.usage.inputTokens).toBeGreaterThan(10);
      expect(reply.usage.outputTokens).toBeGreaterThan(1);
    });

    it('gives JSON as a value when a schema is given', async () => {
      fixture.say(NAMES);
      const reply = await fixture.model.complete(aJsonRequest({ messages: fresh() }));
      expect(reply.value).toEqual(JSON.parse(NAMES));
    });

    it('streams the same text that it returns in the end, Chinese included', async () => {
      const text = '检索增强生成把检索和生成结合起来。It is short.';
      fixture.say(text);
      const pieces: string[] = [];
      const stream = fixture.model.stream(aChatRequest({ messages: fresh() }));
      let step = await stream.next();
      for (; !step.done; step = await stream.next()) pieces.push(step.value);
      expect(pieces.join('')).toBe(text);
      expect(step.value).toMatchObject({ text, finish: 'stop' });
    });

    it('keeps thinking out of text and stream', async () => {
      fixture.say('<think>Hmm, <b>who</b>?</think>\n\nAda & Charles < London');
      let shown = '';
      const stream = fixture.model.stream(aChatRequest({ messages: fresh() }));
      let step = await stream.next();
      for (; !step.done; step = await stream.next()) shown += step.value;
      expect(shown).toBe('Ada & Charles < London');
      expect(step.value.text).toBe(shown);
    });

    it('says that a reply was cut at its limit, and leaves it to the caller whether that will do', async () => {
      fixture.say(NAMES.slice(0, 40), 'length');
      const reply = await fixture.model.complete(aJsonRequest({ messages: fresh(), accept: () => null }));
      expect(reply).toMatchObject({ finish: 'length', repaired: true });
      expect(reply.value).toEqual({ names: [['Ada', 'person']] });
      const strict = fixture.model.complete(aJsonRequest({ messages: fresh() }));
      await expect(strict).rejects.toMatchObject({ code: 'model-output-invalid' });
    });

    it('asks once more for what is no JSON, then says so with the raw text', async () => {
      fixture.say('I would rather talk about the weather.');
      const before = fixture.replies();
      const error: GraphRagError = await fixture.model.complete(aJsonRequest({ messages: fresh() })).then(
        () => expect.fail('was taken'),
        (thrown) => thrown,
      );
      expect(error).toMatchObject({
        code: 'model-output-invalid',
        reply: expect.stringContaining('weather'),
      });
      expect(fixture.replies() - before).toBe(2);
    });

    it('asks once more for what the caller refuses', async () => {
      fixture.say(NAMES);
      const before = fixture.replies();
      const refused: string[] = [];
      const reply = await fixture.model.complete(
        aJsonRequest({
          messages: fresh(),
          accept: ({ text }) => {
            refused.push(text);
            return refused.length === 1 ? 'Places are missing.' : null;
          },
        }),
      );
      expect(fixture.replies() - before).toBe(2);
      expect(reply.usage.outputTokens).toBeGreaterThan(2 * 10);
    });

    it('remembers what was taken and asks nothing the second time', async () => {
      fixture.say(NAMES);
      const messages = fresh();
      const first = await fixture.model.complete(aJsonRequest({ messages }));
      const before = fixture.replies();
      const second = await fixture.model.complete(aJsonRequest({ messages, purpose: 'other' }));
      expect(fixture.replies()).toBe(before);
      expect(second).toEqual({ ...first, cached: true });
    });

    it('never remembers a bad reply', async () => {
      const messages = fresh();
      fixture.say("I'm sorry, I can't do that.");
      await expect(fixture.model.complete(aJsonRequest({ messages }))).rejects.toMatchObject({
        code: 'model-output-invalid',
      });
      fixture.say(NAMES);
      const reply = await fixture.model.complete(aJsonRequest({ messages }));
      expect(reply).toMatchObject({ cached: false, value: JSON.parse(NAMES) });
    });

    it('remembers nothing for one caller that another refuses, and asks again for one who refuses what another took', async () => {
      fixture.say(NAMES);
      const messages = fresh();
      const strict = aJsonRequest({ messages, accept: () => 'Places are missing.' });
      await expect(fixture.model.complete(strict)).rejects.toMatchObject({ code: 'model-output-invalid' });
      expect(await fixture.model.complete(aJsonRequest({ messages }))).toMatchObject({ cached: false });
      const before = fixture.replies();
      await expect(fixture.model.complete(strict)).rejects.toMatchObject({ code: 'model-output-invalid' });
      expect(fixture.replies()).toBeGreaterThan(before);
    });

    it('passes the reason of a cancelled signal untouched', async () => {
      const reason = new Error('enough');
      const signal = AbortSignal.abort(reason);
      await expect(fixture.model.complete(aChatRequest({ messages: fresh() }), { signal })).rejects.toBe(
        reason,
      );
      await expect(fixture.model.stream(aChatRequest({ messages: fresh() }), { signal }).next()).rejects.toBe(
        reason,
      );
    });

    it('describes itself', async () => {
      expect(await fixture.model.describe()).toHaveProperty('contextTokens');
    });
  });
}
