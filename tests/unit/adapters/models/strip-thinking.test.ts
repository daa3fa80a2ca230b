import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createThinkingFilter, stripThinking } from '../../../../adapters/models/strip-thinking.ts';

describe('thinking', () => {
  it('is taken out, opened in the reply or before it, closed or not', () => {
    expect(stripThinking('<think>a</think>\n\nb')).toBe('b');
    expect(stripThinking('a</think>b')).toBe('b');
    expect(stripThinking('b <thinking>a')).toBe('b');
    expect(stripThinking('<think>a</think>b<think>c</think>d')).toBe('bd');
    expect(stripThinking('if a < b and c > d')).toBe('if a < b and c > d');
  });

  it('is taken out of a stream alike, wherever its pieces end', () => {
    const parts = fc.constantFrom('<think>', '</think>', 'a < b', '<', 'th', '答', ' ', '>', 'x');
    fc.assert(
      fc.property(
        fc.array(parts, { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 40 }),
        (said, cuts) => {
          // A block that was opened in the prompt cannot be told from text while it comes.
          const text = `b${said.join('')}`;
          fc.pre(!/<\/think>/.test(text.replace(/<think>[\s\S]*?<\/think>/g, '')));
          const filter = createThinkingFilter();
          let shown = '';
          let at = 0;
          for (const cut of cuts) {
            shown += filter.push(text.slice(at, at + cut));
            at += cut;
          }
          shown += filter.push(text.slice(at)) + filter.end();
          expect(shown.trim()).toBe(stripThinking(text));
        },
      ),
    );
  });
});
