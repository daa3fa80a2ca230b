import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The editor in the colours of the page. */
export const editorTheme = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', backgroundColor: 'transparent', color: 'var(--orrery-text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--orrery-accent)', padding: '10px 0' },
  '.cm-line': { padding: '0 14px' },
  '.cm-cursor': { borderLeftColor: 'var(--orrery-accent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--orrery-accent-soft)',
  },
  '.cm-matchingBracket': { backgroundColor: 'var(--orrery-accent-soft) !important', outline: 'none' },
  '.cm-mistake': {
    textDecoration: 'underline wavy var(--orrery-danger)',
    textUnderlineOffset: '3px',
  },
  '.cm-placeholder': { color: 'var(--orrery-text-muted)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--orrery-surface)',
    border: '1px solid var(--orrery-line)',
    borderRadius: 'var(--radius)',
    color: 'var(--orrery-text)',
    boxShadow: 'var(--orrery-shadow)',
  },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', fontSize: '12px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--orrery-accent-soft)',
    color: 'var(--orrery-text)',
  },
  '.cm-completionDetail': { color: 'var(--orrery-text-muted)', fontStyle: 'normal' },
});

/** Colours of Cypher's words, taken from the community hues, which read on both grounds. */
export const editorHighlight = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--orrery-accent)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--orrery-hue-title-3)' },
  { tag: tags.number, color: 'var(--orrery-hue-title-1)' },
  { tag: [tags.comment], color: 'var(--orrery-text-muted)', fontStyle: 'italic' },
  { tag: [tags.typeName, tags.className, tags.atom], color: 'var(--orrery-hue-title-4)' },
  {
    tag: [tags.standard(tags.variableName), tags.function(tags.variableName)],
    color: 'var(--orrery-hue-title-6)',
  },
]);
