/** JSON being written, with what the schema knows to stand there. Its own chunk, since it brings the editor's library. */
import { closeBrackets, closeBracketsKeymap, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { keymap, lineNumbers, type EditorView } from '@codemirror/view';
import type { Doc } from '../../api/drafts';
import { CodeEditor } from '../codeEditor/CodeEditor';
import { useAround } from '../settings/panel';
import type { Schema } from '../settings/schema';
import { placeIn } from './place';
import { suggestionsAt } from './suggestions';

interface Props {
  label: string;
  value: string;
  onChange: (text: string) => void;
  invalid: boolean;
  schema: Schema | undefined;
  /** As it could be read last. */
  document: Doc;
}

const extensions = [lineNumbers(), closeBrackets(), keymap.of(closeBracketsKeymap)];

export default function JsonInput({ label, value, onChange, invalid, schema, document }: Props) {
  const { contents } = useAround();
  const complete = (context: CompletionContext): CompletionResult | null => {
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
  };
  return <CodeEditor tall label={label} value={value} invalid={invalid} extensions={extensions} onChange={onChange} complete={complete} />;
}
