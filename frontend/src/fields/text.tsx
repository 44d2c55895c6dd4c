/** Text: one line. Value: text or null. */
import { defineField } from '../lib/defineField';
import { TextInput } from '../ui/TextInput/TextInput';
import { Line } from './parts/Line';
import { control } from './parts/control';
import { tooLong, tooShort } from './parts/faults';

interface Settings {
  min_length?: number;
  max_length?: number;
}

export default defineField<string | null, Settings>({
  key: 'text',
  icon: 'text',
  width: 200,
  Input: (props) => <TextInput {...control(props)} value={props.value ?? ''} onChange={(text) => props.onChange(text || null)} />,
  Cell: ({ value, hit }) => <Line text={value} hit={hit} />,
  text: (value) => value ?? '',
  // A pattern is the server's to judge: it alone matches in bounded time.
  problem: (value, { min_length, max_length }) => tooShort(value, min_length) ?? tooLong(value, max_length),
});
