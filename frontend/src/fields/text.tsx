/** Text: one line. Value: text or null. */
import { useEffect } from 'react';
import { defineField, type FieldFault, type InputProps } from '../lib/defineField';
import { localized, type Localized } from '../lib/localized';
import { TextInput } from '../ui/TextInput/TextInput';
import { Line } from './parts/Line';
import { control } from './parts/control';
import { tooLong, tooShort } from './parts/faults';

interface Settings {
  min_length?: number;
  max_length?: number;
  /** A regular expression for the whole text, and what to call such a text. */
  pattern?: string | null;
  pattern_words?: Localized | null;
}

/** Fetched by the first field that has a pattern; until it is here, and where it cannot tell, the server judges. */
let isOfPattern: ((pattern: string, text: string) => boolean | null) | null = null;

function TextOfShape(props: InputProps<string | null, Settings>) {
  const { pattern } = props.settings;
  useEffect(() => {
    if (pattern && !isOfPattern) import('./parts/patterns').then((found) => (isOfPattern = found.isOfPattern), () => undefined);
  }, [pattern]);
  return <TextInput {...control(props)} value={props.value ?? ''} onChange={(text) => props.onChange(text || null)} />;
}

export default defineField<string | null, Settings>({
  key: 'text',
  palette: ['common', 1],
  icon: 'text',
  width: 200,
  Input: TextOfShape,
  Cell: ({ value, hit }) => <Line text={value} hit={hit} />,
  text: (value) => value ?? '',
  problem: (value, settings) => tooShort(value, settings.min_length) ?? tooLong(value, settings.max_length) ?? misshapen(value, settings),
});

/** A maker who calls the text nothing leaves it to the server to tell. */
function misshapen(value: string | null, { pattern, pattern_words }: Settings): FieldFault | null {
  const expected = localized(pattern_words);
  return value && pattern && expected && isOfPattern?.(pattern, value) === false ? { key: 'typed.text.shape', words: { expected } } : null;
}
