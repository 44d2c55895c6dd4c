/** JSON being written, with what the schema knows to stand there. Its own chunk, since it brings the editor's library. */
import { useEffect, useEffectEvent, useRef } from 'react';
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import type { Doc } from '../../api/drafts';
import { useAround } from '../settings/panel';
import type { Schema } from '../settings/schema';
import { placeIn } from './place';
import { suggestionsAt } from './suggestions';
import styles from '../designer.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (text: string) => void;
  invalid: boolean;
  schema: Schema | undefined;
  /** As it could be read last. */
  document: Doc;
}

export default function JsonInput({ label, value, onChange, invalid, schema, document }: Props) {
  const { contents } = useAround();
  const frame = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const complete = useEffectEvent((context: CompletionContext): CompletionResult | null => {
    const place = schema ? placeIn(context.state.doc.toString(), context.pos) : null;
    if (!schema || !place || (place.word === '' && place.from === context.pos && !context.explicit)) return null;
    // A quotation mark that the editor closed by itself goes with the word.
    const closed = context.state.doc.sliceString(context.pos, context.pos + 1) === '"' && context.state.doc.sliceString(place.from, place.from + 1) === '"';
    const wanted = place.word.toLowerCase();
    const options = suggestionsAt(place, schema, document, contents)
      .filter((one) => one.word.toLowerCase().includes(wanted) || one.detail.toLowerCase().includes(wanted))
      .map((one) => ({
        label: one.word,
        detail: one.detail,
        apply: (view: EditorView, _: unknown, from: number, to: number) => {
          const end = closed ? to + 1 : to;
          const inner = /[{[]$/.test(one.text.slice(0, -1)) ? 1 : 0;
          view.dispatch({ changes: { from, to: end, insert: one.text }, selection: { anchor: from + one.text.length - inner } });
        },
      }));
    return { from: place.from, options, filter: false };
  });
  const changed = useEffectEvent((text: string) => {
    if (text !== value) onChange(text);
  });
  const begin = useEffectEvent(() => value);
  useEffect(() => {
    if (!frame.current) return undefined;
    const view = new EditorView({
      parent: frame.current,
      state: EditorState.create({
        doc: begin(),
        extensions: [
          lineNumbers(),
          history(),
          closeBrackets(),
          autocompletion({ override: [(context) => complete(context)], icons: false }),
          keymap.of([{ key: 'Tab', run: acceptCompletion }, ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
          EditorView.contentAttributes.of({ 'aria-label': label, 'aria-multiline': 'true', spellcheck: 'false' }),
        ],
      }),
    });
    editor.current = view;
    return () => {
      editor.current = null;
      view.destroy();
    };
  }, [label]);
  useEffect(() => {
    const view = editor.current;
    if (view && view.state.doc.toString() !== value) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    editor.current?.contentDOM.setAttribute('aria-invalid', String(invalid));
  }, [invalid]);
  return <div ref={frame} className={styles.code} data-invalid={invalid || undefined} />;
}
