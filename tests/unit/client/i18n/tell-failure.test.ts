import { describe, expect, it } from 'vitest';
import { tellFailure } from '../../../../client/src/i18n/tell-failure.ts';
import { reasonTexts } from '../../../../client/src/i18n/texts/reasons.ts';
import { REASONS, type Reason, reasonFor } from '../../../../domain/reason.ts';

const server = 'http://models.example.com/v1';
const keyRefused = reasonFor('model-key-refused', { server }, [reasonFor('said', { text: 'No such key' })]);

function told(reason: Reason, language: 'zh' | 'en' = 'zh') {
  return tellFailure({ message: 'It failed', hint: 'Do this.', reason }, language);
}

describe('a failure', () => {
  it('is told in Chinese with its values, and with what stands behind it', () => {
    const reason = reasonFor('chunks-failed', { failed: 2, all: 1200, numbers: [3, 1100] }, [
      reasonFor('chunk-told-in-circles', {}),
      keyRefused,
    ]);
    const { message, hint } = told(reason);
    expect(message).toContain('1,200 段中有 2 段未能读全（第 3、1,100 段）');
    expect(message).toMatch(/：模型不断重复.*；http:\/\/models\.example\.com\/v1 拒绝了密钥：No such key$/);
    expect(hint).toMatch(/^请检查 OPENAI_API_KEY/);
  });

  it('is told with what stands behind it where its words have a place for that', () => {
    expect(told(reasonFor('model-given-up', { tries: 5 }, [keyRefused])).message).toBe(
      `${server} 拒绝了密钥：No such key（尝试 5 次后放弃）`,
    );
  });

  it('is told with what can be done about what stands behind it, and about itself', () => {
    expect(told(reasonFor('model-not-asked', {}, [keyRefused])).hint).toMatch(/^请检查 OPENAI_API_KEY/);
    expect(told(reasonFor('answer-not-written', {}, [keyRefused])).hint).toMatch(
      /^请检查 OPENAI_API_KEY.*。直接引用原文不需要模型/,
    );
    const file = '/data/prices.json';
    expect(told(reasonFor('budget-without-price', { model: 'm', file })).hint).toContain(
      '/data/prices.json：{"m": {"input"',
    );
    expect(told(reasonFor('reply-empty', {})).hint).toBeUndefined();
  });

  it('keeps its English words on the English page, without a reason, and with a reason that is not known', () => {
    const english = { message: 'It failed', hint: 'Do this.' };
    expect(told(keyRefused, 'en')).toEqual(english);
    expect(tellFailure(english, 'zh')).toEqual(english);
    const unknown = { code: 'of-a-later-version', values: { server } };
    expect(told(unknown)).toEqual(english);
    expect(told({ ...keyRefused, because: [unknown] })).toEqual(english);
    expect(told({ code: 'toString' })).toEqual(english);
  });
});

describe('the Chinese reasons', () => {
  const texts = Object.entries(reasonTexts);

  it.each(texts)('%s tells every value that it has, and no other', (code, said) => {
    const named = [...said.join('').matchAll(/\{\{(?!because)(\w+)\}\}/g)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(REASONS[code as keyof typeof REASONS]));
  });

  it.each(texts)(
    '%s is Chinese, goes on where more is told, and its hint is a sentence',
    (_, [what, hint]) => {
      if (!/^\{\{\w+\}\}$/.test(what)) expect(what).toMatch(/\p{Script=Han}/u);
      expect(what).not.toMatch(/\p{Script=Han}[,;:!?](?!\w)|[。；：！]$/u);
      if (hint !== undefined) expect(hint).toMatch(/^[^!！]*\p{Script=Han}[^!！]*。$/u);
    },
  );
});
