import { hasCjk } from './characters.ts';
import { simplify } from './simplify.ts';

const HALF_WIDTH = /[,;:!?]/g;
const FULL: Record<string, string> = { ',': '，', ';': '；', ':': '：', '!': '！', '?': '？' };

/**
 * NFKC with, in sentences that hold ideographs, the punctuation of Chinese back at full width: NFKC makes `，` a `,`,
 * and then no Chinese pattern fits. Traditional characters become simplified ones, which dictionary and patterns know. The text keeps its length, so offsets stay true; a character that would become
 * several (`…`) is left as it is.
 */
export function normaliseSentence(text: string): string {
  const composed = text.normalize('NFKC');
  const same = composed.length === text.length ? composed : normaliseEach(text);
  if (!hasCjk(same)) return same;
  return simplify(same).replace(HALF_WIDTH, (mark, index: number) => {
    const before = same.charAt(index - 1);
    const after = same.charAt(index + 1);
    if (/\d/.test(before) && /\d/.test(after)) return mark;
    if (mark === ':' && after === '/') return mark;
    return FULL[mark] ?? mark;
  });
}

function normaliseEach(text: string): string {
  let result = '';
  for (const character of text) {
    const composed = character.normalize('NFKC');
    result += composed.length === character.length ? composed : character;
  }
  return result;
}
