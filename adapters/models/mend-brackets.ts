const CLOSER: Readonly<Record<string, string>> = { '{': '}', '[': ']' };
/** Full-width signs that models write between Chinese strings. */
const PLAIN: Readonly<Record<string, string>> = {
  '，': ',',
  '：': ':',
  '［': '[',
  '］': ']',
  '｛': '{',
  '｝': '}',
  '（': '(',
  '）': ')',
};

/**
 * JSON with brackets that fit, as far as can be told: a wrong closing bracket becomes the right one, a forgotten one is put in where the next fits
 * the bracket further out, and full-width signs between strings become plain. What is open at the end stays open.
 */
export function mendBrackets(text: string): string {
  const open: string[] = [];
  let out = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quoted) {
      out += character;
      if (character === '\\') {
        at += 1;
        out += text[at] ?? '';
      } else if (character === '"') quoted = false;
      continue;
    }
    const plain = PLAIN[character] ?? character;
    if (plain === '"') quoted = true;
    const closer = CLOSER[plain];
    if (closer) open.push(closer);
    out += /[)\]}]/.test(plain) ? closing(plain, open) : plain;
  }
  return out;
}

/** What belongs here instead of this closing bracket. */
function closing(bracket: string, open: string[]): string {
  const wanted = open.pop();
  if (wanted === undefined || wanted === bracket) return bracket;
  if (open.at(-1) === bracket) {
    open.pop();
    return wanted + bracket;
  }
  return wanted;
}
