/** CodeMirror as an input: its text, what completes it, its fault. Whoever uses it is a chunk of its own. */
import { useEffect, useEffectEvent, useRef } from 'react';
import { acceptCompletion, autocompletion, completionKeymap, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, type ViewUpdate } from '@codemirror/view';
import { classes } from '../../ui/classes';
import { useReadOnly } from '../readOnly';
import styles from './codeEditor.module.css';

interface Props {
  label: string;
  value: string;
  invalid: boolean;
  /** A whole document rather than a line or two. */
  tall?: boolean;
  /** The same array as long as they are the same: another one begins the editor anew. */
  extensions: readonly Extension[];
  onChange: (text: string) => void;
  /** Besides changes, each move within the text. */
  onUpdate?: (update: ViewUpdate) => void;
  complete: (context: CompletionContext) => CompletionResult | null;
}

/** As many as one looks through. */
const mostShown = 60;

export function CodeEditor({ label, value, invalid, tall, extensions, onChange, onUpdate, complete }: Props) {
  const readOnly = useReadOnly();
  const frame = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const completed = useEffectEvent(complete);
  const updated = useEffectEvent((update: ViewUpdate) => {
    if (update.docChanged && update.state.doc.toString() !== value) onChange(update.state.doc.toString());
    onUpdate?.(update);
  });
  const begin = useEffectEvent(() => value);
  useEffect(() => {
    if (!frame.current) return undefined;
    const view = new EditorView({
      parent: frame.current,
      state: EditorState.create({
        doc: begin(),
        extensions: [
          ...extensions,
          EditorState.readOnly.of(readOnly),
          EditorView.editable.of(!readOnly),
          history(),
          autocompletion({ override: [(context) => completed(context)], icons: false, maxRenderedOptions: mostShown }),
          keymap.of([{ key: 'Tab', run: acceptCompletion }, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.updateListener.of((update) => updated(update)),
          EditorView.contentAttributes.of({ 'aria-label': label, 'aria-multiline': 'true', spellcheck: 'false' }),
        ],
      }),
    });
    editor.current = view;
    return () => {
      editor.current = null;
      view.destroy();
    };
  }, [label, extensions, readOnly]);
  useEffect(() => {
    const view = editor.current;
    if (view && view.state.doc.toString() !== value) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    editor.current?.contentDOM.setAttribute('aria-invalid', String(invalid));
  }, [invalid]);
  return <div ref={frame} className={classes(styles.editor, tall && styles.tall)} data-invalid={invalid || undefined} />;
}
