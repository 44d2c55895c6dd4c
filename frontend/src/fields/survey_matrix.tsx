/** The same answers to several questions. Value: {question: answer} by key, or null. */
import { defineField, type InputProps } from '../lib/defineField';
import { Chips } from './parts/Chips';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import { Line } from './parts/Line';
import { named, type OptionSetting } from './parts/options';
import styles from './parts/parts.module.css';
import { currentLocale } from '../i18n/i18n';

interface Settings {
  questions?: OptionSetting[];
  answers?: OptionSetting[];
  whole?: boolean;
}

type Value = Record<string, string> | null;

const linesOf = (value: Value | undefined, settings: Settings) => {
  const columns = named(settings.answers);
  return named(settings.questions).flatMap(({ key, title }) => (value?.[key] ? [{ key, title, answer: columns.find((one) => one.key === value[key])?.title ?? value[key] }] : []));
};

function words(value: Value | undefined, settings: Settings): string {
  const [is, between] = currentLocale() === 'en' ? [': ', '; '] : ['：', '；'];
  return linesOf(value, settings).map(({ title, answer }) => title + is + answer).join(between);
}

const answered = (props: InputProps<Value, Settings>, row: string, column: string | null) => {
  const kept = Object.fromEntries(Object.entries({ ...props.value, [row]: column }).filter(([, one]) => one)) as Record<string, string>;
  props.onChange(Object.keys(kept).length ? kept : null);
};

function Matrix(props: InputProps<Value, Settings>) {
  const columns = named(props.settings.answers);
  const own = control(props);
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <td />
            {columns.map(({ key, title }) => (
              <th key={key} scope="col">{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {named(props.settings.questions).map((row, at) => (
            <tr key={row.key} role="radiogroup" aria-label={row.title} aria-invalid={props.invalid || undefined}>
              <th scope="row">{row.title}</th>
              {columns.map((column, place) => (
                <td key={column.key}>
                  <input
                    id={at === 0 && place === 0 ? own.id : `${own.id}-${row.key}-${column.key}`}
                    type="radio"
                    name={`${own.id}-${row.key}`}
                    aria-label={`${row.title}: ${column.title}`}
                    aria-describedby={own.describedBy}
                    checked={props.value?.[row.key] === column.key}
                    disabled={own.disabled}
                    onBlur={own.onBlur}
                    onChange={() => answered(props, row.key, column.key)}
                    // A second press takes the answer back; a radio alone could not.
                    onClick={() => {
                      if (props.value?.[row.key] === column.key) answered(props, row.key, null);
                    }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export default defineField<Value, Settings>({
  key: 'survey_matrix',
  icon: 'table',
  width: 200,
  wide: true,
  group: true,
  phoneGroup: true,
  Input: Matrix,
  PhoneInput: (props) => (
    <div className={styles.questions}>
      {named(props.settings.questions).map(({ key, title }, place) => (
        <div key={key}>
          <p className={styles.question}>{title}</p>
          <Chips {...control(props)} required={false} id={place ? `${props.id}-${key}` : props.id} label={title} value={props.value?.[key] ?? null} options={named(props.settings.answers)} onChange={(column) => answered(props, key, column)} />
        </div>
      ))}
    </div>
  ),
  Cell: ({ value, settings }) => <Line text={words(value, settings)} />,
  Display: ({ value, settings }) =>
    value ? (
      <dl className={styles.answers}>
        {linesOf(value, settings).map(({ key, title, answer }) => (
          <div key={key}>
            <dt>{title}</dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
    ) : (
      <Missing />
    ),
  text: words,
  expressionType: () => 'any',
  problem: (value, settings) => (settings.whole && Object.keys(value ?? {}).length < named(settings.questions).length ? { key: 'typed.matrix.whole' } : null),
});
