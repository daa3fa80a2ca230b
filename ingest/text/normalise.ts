import { hasCjk } from './characters.ts';

const HALF_WIDTH = /[,;:!?]/g;
const FULL: Record<string, string> = { ',': '，', ';': '；', ':': '：', '!': '！', '?': '？' };

/**
 * NFKC with, in sentences that hold ideographs, the punctuation of Chinese back at full width: NFKC makes `，` a `,`,
 * and then no Chinese pattern fits. The text keeps its length, so offsets stay true; what would change it is left as is.
 */
export function normaliseSentence(text: string): string {
  const composed = text.normalize('NFKC');
  const same = composed.length === text.length ? composed : text;
  if (!hasCjk(same)) return same;
  return same.replace(HALF_WIDTH, (mark, index: number) => {
    const before = same.charAt(index - 1);
    const after = same.charAt(index + 1);
    if (/\d/.test(before) && /\d/.test(after)) return mark;
    if (mark === ':' && after === '/') return mark;
    return FULL[mark] ?? mark;
  });
}
