/** A bracket that is not closed yet. */
interface Open {
  list: boolean;
  /** Behind its last whole child, or behind itself. */
  childEnd: number;
}

/**
 * JSON that was cut off, up to the last whole record of the outermost list that is still open: half a record, or a record with half of what it holds,
 * would say something wrong. Brackets are left open.
 *
 * @returns the text unchanged with `cutOff` false when no list is open and only brackets are missing
 */
export function wholeRecords(text: string): { text: string; cutOff: boolean } {
  const open = openBrackets(text);
  const list = open.find((bracket) => bracket.list);
  if (list) return { text: text.slice(0, list.childEnd), cutOff: true };
  return { text, cutOff: !/[\]}]\s*$/.test(text) };
}

function openBrackets(text: string): Open[] {
  const open: Open[] = [];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
      continue;
    }
    const inner = open.at(-1);
    if (character === '"') quoted = true;
    else if (character === '[' || character === '{') open.push({ list: character === '[', childEnd: at + 1 });
    else if (character === ',' && inner) inner.childEnd = at;
    else if (character === ']' || character === '}') {
      open.pop();
      const outer = open.at(-1);
      if (outer) outer.childEnd = at + 1;
    }
  }
  return open;
}
