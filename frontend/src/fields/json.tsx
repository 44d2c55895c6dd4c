/** A JSON document. Value: the document, null, or (while it is typed) `Unread` with text that is no JSON yet. */
import { useState } from 'react';
import { defineField } from '../lib/defineField';
import { TextArea } from '../ui/TextArea/TextArea';
import { Line } from './parts/Line';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import styles from './parts/parts.module.css';

/** Apart from texts, which are JSON values themselves. */
class Unread {
  constructor(readonly text: string) {}
}

const isEmpty = (value: unknown) => value === null || value === undefined;
const written = (value: unknown, indent?: number) => (value instanceof Unread ? value.text : isEmpty(value) ? '' : JSON.stringify(value, null, indent));

function read(text: string): unknown {
  if (!text.trim()) return null;
  try {
    return JSON.parse(text);
  } catch {
    return new Unread(text);
  }
}

export default defineField<unknown>({
  key: 'json',
  icon: 'code',
  width: 180,
  wide: true,
  Input: function JsonInput(props) {
    const [typed, setTyped] = useState<string | null>(null);
    return (
      <span className={styles.json}>
        <TextArea
          {...control(props)}
          rows={4}
          value={typed ?? written(props.value, 2)}
          onChange={(text) => {
            setTyped(text);
            props.onChange(read(text));
          }}
          onBlur={() => {
            setTyped(null);
            props.onBlur?.();
          }}
        />
      </span>
    );
  },
  Cell: ({ value }) => <Line text={written(value)} />,
  Display: ({ value }) => (isEmpty(value) ? <Missing /> : <pre className={styles.document}>{written(value, 2)}</pre>),
  sent: (value) => (value instanceof Unread ? value.text : value),
  text: (value) => written(value),
  expressionType: () => 'any',
  problem: (value) => (value instanceof Unread ? { key: 'typed.json.odd' } : null),
});
