import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { cypher } from '@codemirror/legacy-modes/mode/cypher';
import { searchKeymap } from '@codemirror/search';
import { EditorState, Prec } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { SchemaResponse } from '../../../../domain/api/cypher.ts';
import classes from './cypher.module.css';
import { cypherCompletion } from './cypher-completion.ts';
import { editorHighlight, editorTheme } from './editor-theme.ts';
import { markMistake, mistakeMark, type TextPosition } from './mistake-mark.ts';

interface CypherEditorProps {
  value: string;
  /** Accessible name of the editor. */
  label: string;
  hint: string;
  schema: SchemaResponse | undefined;
  /** Where the last run found the query wrong. */
  mistake: TextPosition | null;
  onChange: (value: string) => void;
  /** Ctrl+Enter or Cmd+Enter. */
  onRun: () => void;
}

/** A CodeMirror editor for Cypher. Tab leaves it after Escape, as CodeMirror has it. */
export function CypherEditor(props: CypherEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const { label, hint, value, mistake } = props;

  useEffect(() => {
    if (!host.current) return;
    const run = () => {
      latest.current.onRun();
      return true;
    };
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
          history(),
          drawSelection(),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ override: [cypherCompletion(() => latest.current.schema)], icons: false }),
          StreamLanguage.define(cypher),
          syntaxHighlighting(editorHighlight),
          keymap.of([
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...defaultKeymap,
            ...historyKeymap,
            ...searchKeymap,
            indentWithTab,
          ]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          placeholder(hint),
          editorTheme,
          mistakeMark,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, [label, hint]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    if (view.current) markMistake(view.current, mistake);
  }, [mistake]);

  return <div ref={host} className={classes.editor} />;
}
