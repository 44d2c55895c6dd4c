/** Formula text with names as chips, completion in either language, and what the call one stands in takes. Its own chunk, since it brings the editor's library. */
import { useMemo, useState } from 'react';
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { Decoration, EditorView, MatchDecorator, placeholder, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { useTranslation } from '../../i18n/useTranslation';
import { CodeEditor } from '../codeEditor/CodeEditor';
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

export default function FormulaInput({ label, value, onChange, names, functions, invalid, example }: Props) {
  const { t } = useTranslation();
  const [help, setHelp] = useState<{ of: FormulaFunction; argument: number } | null>(null);
  const extensions = useMemo(() => [EditorView.lineWrapping, chipsShown, placeholder(example)], [example]);
  const moved = (update: ViewUpdate) => {
    if (!update.docChanged && !update.selectionSet && !update.focusChanged) return;
    const call = update.view.hasFocus ? callAround(update.state.doc.toString(), update.state.selection.main.head) : null;
    const of = call && functions.find((one) => [one.name, one.other].some((name) => name.toLowerCase() === call.name.toLowerCase()));
    setHelp(call && of ? { of, argument: call.argument } : null);
  };
  return (
    <>
      <CodeEditor label={label} value={value} invalid={invalid} extensions={extensions} onChange={onChange} onUpdate={moved} complete={(context) => completions(context, names, functions)} />
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
