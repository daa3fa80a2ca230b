const OPEN = /<(think|thinking|thought|reasoning)>/i;
const CLOSE = /<\/(think|thinking|thought|reasoning)>/i;

/**
 * The reply without what reasoning models say to themselves in `<think>` blocks. A block that was never opened (some chat templates
 * open it in the prompt) reaches from the start; one that was never closed reaches to the end.
 */
export function stripThinking(text: string): string {
  let rest = text;
  const orphan = CLOSE.exec(rest);
  const opening = OPEN.exec(rest);
  if (orphan && (!opening || opening.index > orphan.index))
    rest = rest.slice(orphan.index + orphan[0].length);
  for (let open = OPEN.exec(rest); open; open = OPEN.exec(rest)) {
    const close = CLOSE.exec(rest.slice(open.index));
    const after = close ? rest.slice(open.index + close.index + close[0].length) : '';
    rest = rest.slice(0, open.index) + after;
  }
  return rest.trim();
}

/** Longest tag, so that half of one at the end of a piece is held back. */
const LONGEST_TAG = '</reasoning>'.length;

/**
 * Takes thinking out of a reply that comes in pieces.
 *
 * @returns `push` gives what may be shown of the text so far, `end` what was held back because it might have become a tag
 */
export function createThinkingFilter(): { push(piece: string): string; end(): string } {
  let held = '';
  let thinking = false;
  let shown = false;
  const take = (final: boolean): string => {
    let out = '';
    for (;;) {
      const tag = (thinking ? CLOSE : OPEN).exec(held);
      if (!tag) break;
      if (!thinking) out += held.slice(0, tag.index);
      held = held.slice(tag.index + tag[0].length);
      thinking = !thinking;
    }
    const open = final ? -1 : held.lastIndexOf('<');
    const keep = open >= 0 && held.length - open < LONGEST_TAG ? held.length - open : 0;
    if (!thinking) out += held.slice(0, held.length - keep);
    held = held.slice(held.length - keep);
    // White space after a block is no part of the answer.
    if (!shown) out = out.trimStart();
    shown ||= out.length > 0;
    return out;
  };
  return {
    push(piece) {
      held += piece;
      return take(false);
    },
    end: () => take(true),
  };
}
