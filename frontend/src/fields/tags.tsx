/** Words given as one likes. Value: texts, or null. */
import { defineField, type InputProps } from '../lib/defineField';
import { listed } from '../lib/listed';
import { ManyFilter } from './parts/FilterValue';
import { ManyCell } from './parts/ManyCell';
import { ManyPicker } from './parts/ManyPicker';
import { Tags } from './parts/Tags';
import { control } from './parts/control';

interface Settings {
  suggestions?: string[];
  most?: number;
}

type Value = string[] | null;

const between = /[,，、;；|\n]/;
/** The tag that these words make; the signs that stand between tags cannot be in one. */
const fresh = (words: string) => (words && words.length <= 60 && !between.test(words) ? words : null);
const asOptions = (words: string[] | undefined) => (words ?? []).map((word) => ({ key: word, title: word }));
/** The same word has the same hue wherever it stands. */
const placeOf = (word: string) => [...word].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973, 7);
const tagged = (value: Value) => (value ?? []).map((title) => ({ title, place: placeOf(title) }));

const many = (props: InputProps<Value, Settings>) => ({
  ...control(props),
  label: props.label,
  value: props.value ?? [],
  options: asOptions(props.settings.suggestions),
  fresh,
  onChange: (words: string[]) => props.onChange(words.length ? words : null),
});

export default defineField<Value, Settings>({
  key: 'tags',
  icon: 'multi',
  width: 160,
  group: true,
  phoneGroup: true,
  Input: (props) => <ManyPicker {...many(props)} />,
  CellInput: (props) => <ManyCell {...many(props)} options={asOptions([...new Set([...(props.value ?? []), ...(props.settings.suggestions ?? [])])])} />,
  Cell: ({ value }) => <Tags tags={tagged(value)} />,
  Display: ({ value }) => <Tags all tags={tagged(value)} />,
  Filter: (props) => <ManyFilter {...props} options={asOptions((props.field.settings as Settings).suggestions)} fresh={fresh} />,
  text: (value) => listed(value ?? []),
  expressionType: () => 'list',
  problem: (value, { most = 20 }) => ((value?.length ?? 0) > most ? { key: 'typed.many.most', words: { limit: most } } : null),
});
