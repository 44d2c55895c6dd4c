/** Several of some options. Value: the options' keys, or null. */
import { listed } from '../lib/listed';
import { Checkbox } from '../ui/Checkbox/Checkbox';
import { defineField, type InputProps } from '../lib/defineField';
import { ManyFilter } from './parts/FilterValue';
import { ManyCell } from './parts/ManyCell';
import { ManyPicker } from './parts/ManyPicker';
import { Tags } from './parts/Tags';
import { control } from './parts/control';
import { named, open, type OptionSetting } from './parts/options';
import styles from './parts/parts.module.css';

interface Settings {
  options?: OptionSetting[];
  most?: number | null;
}

type Value = string[] | null;

/** More than these are found faster by typing than by reading. */
const mostBoxes = 8;

/** What can be chosen, what is, and how it is told: in the order of the options. */
function many(props: InputProps<Value, Settings>) {
  const chosen = props.value ?? [];
  const options = open(props.settings.options, chosen);
  const order = options.map(({ key }) => key);
  const set = (keys: string[]) => props.onChange(keys.length ? keys.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)) : null);
  return { chosen, options, set };
}

function MultiCell(props: InputProps<Value, Settings>) {
  const { chosen, options, set } = many(props);
  return <ManyCell {...control(props)} label={props.label} value={chosen} options={options} onChange={set} />;
}

function MultiInput(props: InputProps<Value, Settings>) {
  const { chosen, options, set } = many(props);
  const own = control(props);
  if (options.length > mostBoxes) return <ManyPicker {...own} label={props.label} value={chosen} options={options} onChange={set} />;
  return (
    <div className={styles.boxes} aria-invalid={props.invalid || undefined}>
      {options.map(({ key, title }, place) => (
        <Checkbox
          key={key}
          id={place === 0 ? own.id : `${own.id}-${key}`}
          checked={chosen.includes(key)}
          disabled={own.disabled}
          describedBy={own.describedBy}
          onChange={(on) => set(on ? [...chosen, key] : chosen.filter((one) => one !== key))}
        >
          {title}
        </Checkbox>
      ))}
    </div>
  );
}

const tagged = (value: Value, { options }: Settings) => {
  const all = named(options);
  return (value ?? []).map((key) => {
    const place = all.findIndex((option) => option.key === key);
    return { title: all[place]?.title ?? key, place: Math.max(0, place) };
  });
};

export default defineField<Value, Settings>({
  key: 'multi_choice',
  palette: ['common', 8],
  icon: 'multi',
  width: 160,
  group: true,
  phoneGroup: true,
  Input: MultiInput,
  CellInput: MultiCell,
  Cell: ({ value, settings }) => <Tags tags={tagged(value, settings)} />,
  Display: ({ value, settings }) => <Tags all tags={tagged(value, settings)} />,
  Filter: (props) => <ManyFilter {...props} options={named((props.field.settings as Settings).options)} />,
  text: (value, settings) => listed(tagged(value, settings).map(({ title }) => title)),
  expressionType: () => 'list',
  problem: (value, { most }) => (most && (value?.length ?? 0) > most ? { key: 'typed.many.most', words: { limit: most } } : null),
});
