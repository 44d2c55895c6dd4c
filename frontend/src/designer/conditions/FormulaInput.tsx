/** Formula text with names as chips, completion in either language, and what the call one stands in takes. Its own chunk, since it brings the editor's library. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { acceptCompletion, autocompletion, completionKeymap, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { Decoration, EditorView, keymap, MatchDecorator, placeholder, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { useTranslation } from '../../i18n/useTranslation';
import { callAround, fitting, signature, wordBefore, type FormulaFunction, type FormulaName } from './formulaText';
import styles from './conditions.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (text: string) => void;
  names: readonly FormulaName[];
  functions: readonly FormulaFunction[];
  invalid: boolean;
  example: string;
}

const chip = Decoration.mark({ class: styles.chip });
const chips = new MatchDecorator({ regexp: /\{[^{}]*\}/g, decoration: chip });
const chipsShown = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = chips.createDeco(view);
    }
    update(update: ViewUpdate) {
      this.decorations = chips.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** As many as one looks through. */
const mostShown = 60;

export default function FormulaInput({ label, value, onChange, names, functions, invalid, example }: Props) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const [help, setHelp] = useState<{ of: FormulaFunction; argument: number } | null>(null);
  const complete = useEffectEvent((context: CompletionContext) => completions(context, names, functions));
  const changed = useEffectEvent((update: ViewUpdate) => {
    if (update.docChanged && update.state.doc.toString() !== value) onChange(update.state.doc.toString());
    if (!update.docChanged && !update.selectionSet && !update.focusChanged) return;
    const call = update.view.hasFocus ? callAround(update.state.doc.toString(), update.state.selection.main.head) : null;
    const of = call && functions.find((one) => [one.name, one.other].some((name) => name.toLowerCase() === call.name.toLowerCase()));
    setHelp(call && of ? { of, argument: call.argument } : null);
  });
  const begin = useEffectEvent(() => value);
  useEffect(() => {
    if (!frame.current) return undefined;
    const view = new EditorView({
      parent: frame.current,
      state: EditorState.create({
        doc: begin(),
        extensions: [
          history(),
          autocompletion({ override: [(context) => complete(context)], icons: false, maxRenderedOptions: mostShown }),
          keymap.of([{ key: 'Tab', run: acceptCompletion }, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.lineWrapping,
          chipsShown,
          placeholder(example),
          EditorView.updateListener.of((update) => changed(update)),
          EditorView.contentAttributes.of({ 'aria-label': label, 'aria-multiline': 'true', spellcheck: 'false' }),
        ],
      }),
    });
    editor.current = view;
    return () => {
      editor.current = null;
      view.destroy();
    };
  }, [label, example]);
  useEffect(() => {
    const view = editor.current;
    if (view && view.state.doc.toString() !== value) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    editor.current?.contentDOM.setAttribute('aria-invalid', String(invalid));
  }, [invalid]);
  return (
    <>
      <div ref={frame} className={styles.editor} data-invalid={invalid || undefined} />
      {help && (
        <p className={styles.said}>
          <b>{help.of.name}</b>(
          {signature(help.of, help.argument).map((part, at) => (
            <span key={at} className={part.here ? styles.argument : undefined}>
              {at > 0 && ', '}
              {part.text.replace(/[a-z_]+/, (kind) => t(`designer.results.${kind}`, { defaultValue: kind }))}
            </span>
          ))}
          ) · {help.of.title}
        </p>
      )}
    </>
  );
}

function completions(context: CompletionContext, names: readonly FormulaName[], functions: readonly FormulaFunction[]): CompletionResult | null {
  const text = context.state.doc.toString();
  const found = wordBefore(text, context.pos);
  if (!found && !context.explicit) return null;
  const { from, word, braced } = found ?? { from: context.pos, word: '', braced: false };
  const closed = braced && text[context.pos] === '}';
  const named = fitting(word, names, (one) => [one.written.slice(1, -1), one.key, one.key.replace(/^record\./, '')]).map((one): Completion => ({ label: one.written, detail: one.key, apply: closed ? one.written.slice(0, -1) : one.written }));
  if (braced) return { from, options: named, filter: false };
  const called = fitting(word, functions, (one) => [one.name, one.other]).map(
    (one): Completion => ({
      label: one.name,
      detail: one.other === one.name ? one.title : one.other,
      apply: (view, _, start, end) => view.dispatch({ changes: { from: start, to: end, insert: `${one.name}()` }, selection: { anchor: start + one.name.length + 1 } }),
    }),
  );
  return { from, options: [...named, ...called], filter: false };
}
