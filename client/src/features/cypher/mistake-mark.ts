import { type Extension, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

/** A place in a query as errors tell it, both counted from 1. */
export interface TextPosition {
  line: number;
  column: number;
}

const setMistake = StateEffect.define<TextPosition | null>();
const underline = Decoration.mark({ class: 'cm-mistake' });

/** From the position to the end of the word that begins there; at least one character, where there is one. */
function mistakeRange(text: Text, { line, column }: TextPosition): { from: number; to: number } | null {
  if (line < 1 || line > text.lines) return null;
  const { from, to, text: characters } = text.line(line);
  const start = Math.min(from + column - 1, Math.max(from, to - 1));
  const word = /^[\p{L}\p{N}_]+/u.exec(characters.slice(start - from));
  const end = Math.min(to, start + Math.max(1, word?.[0].length ?? 1));
  return end > start ? { from: start, to: end } : null;
}

const mistakes = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = transaction.docChanged ? Decoration.none : marks;
    for (const effect of transaction.effects) {
      if (!effect.is(setMistake)) continue;
      const range = effect.value && mistakeRange(transaction.state.doc, effect.value);
      next = range ? Decoration.set([underline.range(range.from, range.to)]) : Decoration.none;
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Lets an editor underline where a query is wrong, until the text changes. */
export const mistakeMark: Extension = mistakes;

/** Underlines the place, or nothing for null. */
export function markMistake(editor: EditorView, position: TextPosition | null): void {
  editor.dispatch({ effects: setMistake.of(position) });
}
